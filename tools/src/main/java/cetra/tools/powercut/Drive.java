package cetra.tools.powercut;

import cetra.agent.record.SegmentName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One card over many rounds: the recorder writes, something ends it, and what is left is checked
 * and goes on being the ring of the next round. Used by one thread.
 */
final class Drive implements AutoCloseable {
  /** Half a dozen segments and many short ones: something is overwritten all the time. */
  static final long BUDGET = 8L << 20;

  /** A machine that others use too is slow, and no card that lost something. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Just short of a segment's end, which so comes soon after the recorder has caught up. */
  private static final Duration SHORTEST_HISTORY = Duration.ofSeconds(8);

  /** A traced recorder is slower. */
  private static final Duration SHORTEST_TRACED_HISTORY = Duration.ofSeconds(7);

  private static final int SPREAD_MILLIS = 2_000;
  private static final int MOST_LIVE_MILLIS = 1_500;
  private static final int FILLED = 4;

  private final Workshop workshop;
  private final Disk disk;
  private final List<String> around;
  private final Random random;
  private final Promises promises = new Promises();
  private RingCheck.@Nullable Result last;
  private @Nullable Prepared spare;

  /** A subject that waits for its start. */
  private record Prepared(SubjectProcess process, String boot, long budget) {}

  /**
   * What a round came to.
   *
   * @param findings what is wrong
   * @param lostNanos video that the camera had shown and the ring has not
   * @param live whether the recorder had caught up with its camera, so that this means anything
   */
  record Round(Findings findings, long lostNanos, boolean live) {
    Round missed(KillPoint point) {
      Findings missed = Findings.missed("the recorder never came to " + point.words());
      return new Round(findings.plus(missed), lostNanos, live);
    }
  }

  /**
   * A drive on a disk that is on.
   *
   * @param around a command that runs the subjects of cuts, such as a tracer; may be empty
   */
  Drive(Workshop workshop, Disk disk, List<String> around, Random random) {
    this.workshop = workshop;
    this.disk = disk;
    this.around = around;
    this.random = random;
  }

  /** The power is cut at a random moment. */
  Round cut() throws IOException, InterruptedException {
    Prepared subject = take();
    try (SubjectProcess process = subject.process()) {
      long at = lives(process);
      disk.cut();
      process.kill();
      spare = prepare(around, BUDGET); // starts while the disk does
      return afterCut(subject, at, true);
    }
  }

  /** The recorder is killed at a random moment, and the disk stays on. */
  Round kill() throws IOException, InterruptedException {
    Prepared subject = take();
    try (SubjectProcess process = subject.process()) {
      long at = lives(process);
      process.kill();
      spare = prepare(around, BUDGET);
      return checked(subject, at, true);
    }
  }

  /** The recorder is killed at a named point, and the power is cut. */
  Round point(KillPoint point) throws IOException, InterruptedException {
    Prepared subject = prepareFor(point);
    dropSpare();
    try (SubjectProcess process = subject.process()) {
      process.go();
      boolean killed = process.awaitKilled(PATIENCE);
      long at = System.nanoTime();
      disk.cut();
      process.kill();
      Round round = afterCut(subject, at, killed && process.transcript().live());
      return killed ? round : round.missed(point);
    }
  }

  /**
   * Cuts the power once more and leaves the disk as it is, off and without recovery.
   *
   * @return what must be on it
   */
  Promises abandon() throws IOException, InterruptedException {
    Prepared subject = take();
    try (SubjectProcess process = subject.process()) {
      lives(process);
      disk.cut();
      process.kill();
      disk.off();
      promises.add(process.transcript(), System.nanoTime());
      return promises.copy();
    }
  }

  @Override
  public void close() {
    dropSpare();
  }

  private long lives(SubjectProcess process) throws IOException, InterruptedException {
    process.go();
    process.awaitLive(PATIENCE);
    Thread.sleep(random.nextInt(MOST_LIVE_MILLIS));
    return System.nanoTime();
  }

  private Round afterCut(Prepared subject, long at, boolean live) throws IOException {
    disk.off();
    disk.on();
    return checked(subject, at, live);
  }

  private Round checked(Prepared subject, long at, boolean live) throws IOException {
    Transcript said = subject.process().transcript();
    promises.add(said, System.nanoTime());
    RingCheck.Result result = workshop.check().check(disk.mount(), promises, subject.budget());
    last = result;
    long lost = said.cameraNanos(at) - result.endNanos(subject.boot());
    return new Round(result.findings(), lost, live);
  }

  private Prepared take() throws IOException {
    Prepared ready = spare == null ? prepare(around, BUDGET) : spare;
    spare = null;
    return ready;
  }

  private void dropSpare() {
    if (spare != null) {
      spare.process().close();
      spare = null;
    }
  }

  private Prepared prepare(List<String> with, long budget) throws IOException {
    return prepare(with, UUID.randomUUID().toString(), budget, SHORTEST_HISTORY);
  }

  private Prepared prepare(List<String> with, String boot, long budget, Duration shortest)
      throws IOException {
    Duration history = shortest.plusMillis(random.nextInt(SPREAD_MILLIS));
    return new Prepared(workshop.subject(with, disk.mount(), boot, budget, history), boot, budget);
  }

  private Prepared prepareFor(KillPoint point) throws IOException, InterruptedException {
    RingCheck.Result before = filled();
    String boot = UUID.randomUUID().toString();
    long budget = point.crowded() ? before.bytes() / 2 : BUDGET;
    Path ring = disk.mount().resolve("ring");
    List<String> tracer =
        point.tracer(
            workshop.folder().resolve("trace"),
            disk.mount(),
            ring.resolve(new SegmentName(before.next(), boot).closed() + ".part"),
            ring.resolve(new SegmentName(before.next() + 1, boot).closed() + ".part"),
            ring.resolve(before.segments().getFirst().name().closed()),
            random);
    return prepare(tracer, boot, budget, SHORTEST_TRACED_HISTORY);
  }

  /** A ring of which something can be overwritten. */
  private RingCheck.Result filled() throws IOException, InterruptedException {
    RingCheck.Result ring = last;
    while (ring == null || ring.segments().size() < FILLED) {
      cut();
      ring = last;
    }
    return ring;
  }
}
