package cetra.tools.powercut;

import cetra.agent.index.ClipIndex;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.DisciplinedClock;
import cetra.agent.record.Recorder;
import cetra.agent.record.Ring;
import cetra.agent.record.RingListener;
import cetra.agent.record.Segment;
import cetra.agent.record.SegmentName;
import cetra.agent.record.TrackFeed;
import cetra.agent.seal.DeviceKey;
import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import cetra.wire.store.Database;
import cetra.wire.store.FolderLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import org.tinylog.Logger;

/** The agent's recorder, ring and index with all their forces, and nothing of what comes later. */
final class Wiring implements AutoCloseable {
  private static final String GNSS = "route:?hz=5";

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Recorder recorder;

  /** Hears what the ring acknowledges, and of the index once it is complete. */
  interface Witness extends RingListener {
    /** The index that learns of the segments. */
    void watch(Database database, ClipIndex index);
  }

  /**
   * A recorder that waits for {@link #start}.
   *
   * @param folder as the agent's data folder
   * @param camera a device specification
   * @param budgetBytes of the ring
   */
  Wiring(
      Path folder,
      DeviceKey key,
      String boot,
      String camera,
      long budgetBytes,
      BoardClock board,
      Witness witness)
      throws IOException {
    try {
      started(FolderLock.take(folder, "lock", "another agent"));
      Database database = started(ClipIndex.open(folder.resolve("index.sqlite")));
      TrackStore track = new TrackStore(database);
      ClockDiscipline time = new ClockDiscipline(board, utc -> track.learned(boot, utc));
      Ring ring = Ring.open(folder.resolve("ring"), budgetBytes, 0, key.device(), key);
      ClipIndex index =
          started(new ClipIndex(database, ring, new DisciplinedClock(time, Clock.systemUTC())));
      witness.watch(database, index);
      TrackFeed feed = started(new TrackFeed(() -> open(GnssReceiver.class, GNSS, board), time));
      RingListener both = both(index, witness);
      recorder =
          started(
              new Recorder(
                  () -> open(Camera.class, camera, board), ring, boot, feed, time, both, board));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Begins to record. */
  void start() {
    recorder.start();
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        Logger.warn("closing: {}", e.toString());
      }
    }
  }

  private static RingListener both(RingListener one, RingListener other) {
    return new RingListener() {
      @Override
      public void recorded(SegmentName segment, int fragment, long toNanos) {
        one.recorded(segment, fragment, toNanos);
        other.recorded(segment, fragment, toNanos);
      }

      @Override
      public void closed(Segment segment) {
        one.closed(segment);
        other.closed(segment);
      }

      @Override
      public void reopened() {
        one.reopened();
        other.reopened();
      }

      @Override
      public void full() {
        one.full();
        other.full();
      }
    };
  }

  private static <D extends AutoCloseable> D open(Class<D> device, String spec, BoardClock board)
      throws IOException {
    return Driver.open(device, DeviceSpec.parse(spec), board);
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }
}
