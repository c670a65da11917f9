package cetra.tools.bench;

import cetra.agent.SystemBoard;
import cetra.agent.index.ClipIndex;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.Recorder;
import cetra.agent.record.Ring;
import cetra.agent.record.Segment;
import cetra.agent.record.SegmentName;
import cetra.agent.record.TrackFeed;
import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import cetra.hardware.linux.PageCache;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Records a painted film over and over, and rebuilds the ring's index again and again. */
final class IndexBench {
  private static final String PAINTED = "generated:?width=256&height=144&kbps=100&speed=max";
  private static final String GNSS = "route:?speed=max";
  private static final long BUDGET = 1L << 40;

  /** No key decides how long reading takes. */
  private static final String SIGNATURE = "A".repeat(86) + "==";

  private final Path folder;
  private final BoardClock board = new SystemBoard(Clock.systemUTC(), Duration.ZERO);

  IndexBench(Path folder) {
    this.folder = folder;
  }

  IndexCommand.Result run(int segments, int runs) throws IOException, InterruptedException {
    Ring studio = ring("studio");
    record(studio, PAINTED, 1);
    Path film = studio.file(studio.segments().getFirst());
    Ring ring = ring("ring");
    record(ring, "file:" + film + "?speed=max", segments);
    int there = ring.segments().size();
    List<Double> seconds = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      forget(ring);
      seconds.add(rebuilt(ring, folder.resolve("index-" + run + ".sqlite")));
    }
    double median = Median.of(seconds);
    return new IndexCommand.Result(there, median, median * 1000 / there, runs);
  }

  private Ring ring(String name) throws IOException {
    return Ring.open(folder.resolve(name), BUDGET, 0, "car0000000000001", head -> SIGNATURE);
  }

  private void record(Ring ring, String camera, int segments) throws InterruptedException {
    ClockDiscipline clock = new ClockDiscipline(board, utc -> {});
    CountDownLatch left = new CountDownLatch(segments);
    try (TrackFeed track =
            new TrackFeed(
                () -> Driver.open(GnssReceiver.class, DeviceSpec.parse(GNSS), board), clock);
        Recorder recorder =
            new Recorder(
                () -> Driver.open(Camera.class, DeviceSpec.parse(camera), board),
                ring,
                UUID.randomUUID().toString(),
                track,
                clock,
                (Segment closed) -> left.countDown(),
                board)) {
      recorder.start();
      left.await();
    }
  }

  private static void forget(Ring ring) throws IOException {
    PageCache host = new PageCache();
    for (SegmentName name : ring.segments()) {
      host.forget(ring.file(name));
    }
  }

  private static double rebuilt(Ring ring, Path file) throws IOException, InterruptedException {
    try (Database database = ClipIndex.open(file)) {
      long begin = System.nanoTime();
      try (ClipIndex index = new ClipIndex(database, ring, Clock.systemUTC())) {
        index.awaitComplete();
        return (System.nanoTime() - begin) / 1e9;
      }
    }
  }
}
