package cetra.tools.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Records one run's writes and flushes, and checks what a cut at any of them could have left, also
 * with sectors torn and reordered. The run begins with the recovery of a cut. Used by one thread.
 */
final class CrashStates {
  private static final int DISK_MEGABYTES = 48;
  private static final long BUDGET = 3L << 20;
  private static final Duration HISTORY = Duration.ofMillis(18_500);
  private static final Duration LIVE = Duration.ofMillis(2_500);

  /** A machine that others use too is slow, and no card that lost something. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Workshop workshop;
  private final Path folder;
  private final Random random;

  CrashStates(Workshop workshop, Random random) {
    this.workshop = workshop;
    this.folder = workshop.folder().resolve("states");
    this.random = random;
  }

  /** Where the run begins: a torn disk, and what was promised on it. */
  private record Beginning(Path image, Promises promises) {}

  /** A run that was recorded. */
  private record Run(WriteLog log, Transcript said, String boot) {}

  /** Checks so many states; adds them to a tally. */
  void check(int count, Figures.Tally tally, Consumer<String> complain)
      throws IOException, InterruptedException {
    Beginning beginning = beginning();
    Path flushed = folder.resolve("flushed");
    Files.copy(beginning.image(), flushed);
    Run run = record(beginning.image());
    int[] points = random.ints(count, 0, run.log().entries().size()).sorted().toArray();
    try (Replay replay = new Replay(run.log(), flushed)) {
      for (int point : points) {
        Path torn = folder.resolve("torn");
        replay.cutAfter(point, torn, random);
        Drive.Round round = check(torn, run, run.log().entries().get(point).at(), beginning);
        tally.add(round);
        round.findings().complaints().forEach(text -> complain.accept(point + ": " + text));
      }
    }
  }

  private Beginning beginning() throws IOException, InterruptedException {
    Path image = Disk.image(folder, DISK_MEGABYTES);
    try (Disk disk = Disk.formatted(folder, image, Medium.volatileCache(image));
        Drive drive = new Drive(workshop, disk, List.of(), random)) {
      drive.cut();
      return new Beginning(image, drive.abandon());
    }
  }

  private Run record(Path image) throws IOException, InterruptedException {
    Path log = folder.resolve("writes");
    Medium medium = Medium.scripted(folder, image, List.of("log=" + log));
    String boot = UUID.randomUUID().toString();
    try (Disk disk = Disk.of(folder, image, medium);
        SubjectProcess subject = workshop.subject(List.of(), disk.mount(), boot, BUDGET, HISTORY)) {
      subject.go();
      subject.awaitLive(PATIENCE);
      Thread.sleep(LIVE.toMillis());
      disk.cut();
      subject.kill();
      return new Run(WriteLog.read(log), subject.transcript(), boot);
    }
  }

  private Drive.Round check(Path torn, Run run, long at, Beginning beginning) throws IOException {
    Promises promises = beginning.promises().copy();
    promises.add(run.said(), at);
    try (Mount mount = Mount.of(torn, folder.resolve("torn.mount"))) {
      RingCheck.Result left = workshop.check().check(mount.path(), promises, BUDGET);
      long lost = run.said().cameraNanos(at) - left.endNanos(run.boot());
      return new Drive.Round(left.findings(), lost, run.said().liveAt(at));
    }
  }
}
