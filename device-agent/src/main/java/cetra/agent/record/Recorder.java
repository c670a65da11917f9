package cetra.agent.record;

import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DriverPanel;
import cetra.hardware.VideoPacket;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Keeps the camera recorded, whatever happens: the only platform thread with priority, and the sole
 * writer of the ring. A camera that is unplugged and a card that fails are tried again.
 */
public final class Recorder implements AutoCloseable {
  /** Opens the camera. */
  public interface Source {
    /** Opens it. */
    Camera open() throws IOException;
  }

  private static final long RETRY_MILLIS = 1000;
  private static final long STALLED_NANOS = Duration.ofSeconds(10).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Source source;
  private final Ring ring;
  private final String boot;
  private final TrackFeed track;
  private final ClockDiscipline clock;
  private final RingListener listener;
  private final DriverPanel panel;
  private final BoardClock board;
  private final AtomicLong recordedNanos = new AtomicLong();
  private volatile long advancedNanos;
  private volatile boolean failing;
  private volatile boolean stopping;
  private long newestNanos = Long.MIN_VALUE;
  private @Nullable Worker worker;

  /**
   * A recorder that waits for {@link #start}.
   *
   * @param boot UUID of this run
   * @param board by which it is judged whether the recording advances
   */
  public Recorder(
      Source source,
      Ring ring,
      String boot,
      TrackFeed track,
      ClockDiscipline clock,
      RingListener listener,
      DriverPanel panel,
      BoardClock board) {
    this.source = source;
    this.ring = ring;
    this.boot = boot;
    this.track = track;
    this.clock = clock;
    this.listener = listener;
    this.panel = panel;
    this.board = board;
  }

  /** Begins to record. */
  public void start() {
    advancedNanos = board.nanos();
    worker = Worker.urgent("record", this::run);
  }

  /** The monotonic time up to which packets have been taken. */
  public long recordedNanos() {
    return recordedNanos.get();
  }

  /** Whether the recording advances: no fault, and a packet on its way to the card lately. */
  public boolean alive() {
    return worker != null
        && worker.alive()
        && !failing
        && board.nanos() - advancedNanos <= STALLED_NANOS;
  }

  /** Stops after the packet at hand; what was taken is on the card on return. */
  @Override
  public void close() {
    stopping = true;
    // an interrupt closes the file under the writer, so it is only for a camera that does not
    // answer
    if (worker != null) {
      worker.close(PATIENCE);
    }
  }

  private void run() {
    boolean more = true;
    while (more && !stopping) {
      try (Camera camera = source.open()) {
        record(camera);
        more = false;
      } catch (IOException | RuntimeException e) {
        alarm();
        Logger.error("recording stopped: {}; trying again", e.toString());
        more = pause();
      } catch (LinkageError e) {
        alarm();
        Logger.error(e, "recording ended: this board lacks what the camera needs");
        return; // it will lack it next time too, and the alarm stays lit
      } catch (InterruptedException e) {
        more = false;
      }
    }
    panel.show(DriverPanel.Light.OFF);
  }

  private void alarm() {
    failing = true;
    panel.show(DriverPanel.Light.ALARM);
  }

  private void record(Camera camera) throws IOException, InterruptedException {
    Recording recording = null;
    try {
      for (VideoPacket packet = camera.read();
          !stopping && packet != null;
          packet = camera.read()) {
        if (packet.decodeNanos() <= newestNanos) {
          continue; // a camera that was opened again and tells its beginning once more
        }
        recording = recordingOf(packet, recording);
        recording.add(packet);
        newestNanos = packet.decodeNanos();
        recordedNanos.set(newestNanos);
        advancedNanos = board.nanos();
        failing = false;
      }
    } finally {
      end(recording);
    }
  }

  private Recording recordingOf(VideoPacket packet, @Nullable Recording current)
      throws IOException {
    if (current != null && current.fits(packet)) {
      return current;
    }
    end(current);
    panel.show(DriverPanel.Light.RECORDING);
    return new Recording(ring, boot, packet.format(), track, clock, listener);
  }

  private static void end(@Nullable Recording recording) throws IOException {
    if (recording != null) {
      try (recording) {
        recording.finish();
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
