package cetra.agent.record;

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
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Source source;
  private final Ring ring;
  private final String boot;
  private final TrackFeed track;
  private final ClockDiscipline clock;
  private final RingListener listener;
  private final DriverPanel panel;
  private final AtomicLong recordedNanos = new AtomicLong();
  private volatile boolean stopping;
  private @Nullable Worker worker;

  /**
   * A recorder that waits for {@link #start}.
   *
   * @param boot UUID of this run
   */
  public Recorder(
      Source source,
      Ring ring,
      String boot,
      TrackFeed track,
      ClockDiscipline clock,
      RingListener listener,
      DriverPanel panel) {
    this.source = source;
    this.ring = ring;
    this.boot = boot;
    this.track = track;
    this.clock = clock;
    this.listener = listener;
    this.panel = panel;
  }

  /** Begins to record. */
  public void start() {
    worker = Worker.urgent("record", this::run);
  }

  /** The monotonic time up to which packets have been taken. */
  public long recordedNanos() {
    return recordedNanos.get();
  }

  /** Whether the recorder is at work. */
  public boolean alive() {
    return worker != null && worker.alive();
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
        panel.show(DriverPanel.Light.ALARM);
        Logger.error("recording stopped: {}; trying again", e.toString());
        more = pause();
      } catch (InterruptedException e) {
        more = false;
      }
    }
    panel.show(DriverPanel.Light.OFF);
  }

  private void record(Camera camera) throws IOException, InterruptedException {
    Recording recording = null;
    try {
      for (VideoPacket packet = camera.read();
          !stopping && packet != null;
          packet = camera.read()) {
        recording = recordingOf(packet, recording);
        recording.add(packet);
        recordedNanos.set(packet.decodeNanos());
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
