package cetra.tools.bench;

import cetra.agent.seal.DeviceKey;
import cetra.hardware.linux.PageCache;
import cetra.tools.image.WorkFolder;
import cetra.tools.keys.Operator;
import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a ring and rebuilds its index from nothing, again and again. */
final class IndexBench {
  /** The agent's, in the image. */
  private static final List<String> AGENTS_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms8m",
          "-Xmx48m",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  private static final Path DROP_CACHES = Path.of("/proc/sys/vm/drop_caches");
  private static final String ALL = "3";

  private final WorkFolder work;
  private final Path keys;
  private final Path ring;

  IndexBench(WorkFolder work, Clock clock) throws IOException {
    this.work = work;
    this.keys = work.path().resolve("keys");
    this.ring = work.path().resolve("ring");
    Operator.create(work.path().resolve("operator"), "bench", clock.instant())
        .device(keys, "bench00000000001", clock.instant());
  }

  /**
   * Measures.
   *
   * @param mostSeconds after which a rebuild is given up
   */
  IndexResult run(int segments, int runs, int mostSeconds)
      throws IOException, InterruptedException {
    new TinyRing(ring, DeviceKey.load(new IdentityFolder(keys))).write(segments);
    List<Double> seconds = new ArrayList<>();
    List<Double> peaks = new ArrayList<>();
    boolean cold = true;
    for (int run = 0; run < runs; run++) {
      cold &= dropCaches();
      MeasuredProcess rebuild = rebuild(work.fresh("run-" + run), segments, mostSeconds);
      seconds.add(Double.parseDouble(rebuild.said().lines().toList().getLast()));
      peaks.add(rebuild.peakMiB());
    }
    return new IndexResult(segments, Median.of(seconds), Median.of(peaks), runs, cold);
  }

  private MeasuredProcess rebuild(Path lost, int segments, int mostSeconds)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(AGENTS_FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            IndexSubject.class.getName(),
            ring.toString(),
            lost.resolve("index.sqlite").toString(),
            keys.toString(),
            "" + segments,
            "" + mostSeconds));
    return MeasuredProcess.run(command, Map.of("MALLOC_ARENA_MAX", "1"));
  }

  /** Of the whole machine where it may, else of the files alone; says whether it may. */
  private boolean dropCaches() throws IOException, InterruptedException {
    new ProcessBuilder("sync", "-f", ring.toString()).inheritIO().start().waitFor();
    if (Files.isWritable(DROP_CACHES)) {
      Files.writeString(DROP_CACHES, ALL);
      return true;
    }
    PageCache host = new PageCache();
    try (Stream<Path> files = Files.list(ring)) {
      files.forEach(host::forget);
    }
    return false;
  }
}
