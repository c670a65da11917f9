package cetra.agent.record;

import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.Interruption;
import cetra.wire.message.RecorderState;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Keeps the camera recorded, whatever happens. Two platform threads with priority: this one reads
 * the camera and makes fragments, {@link CardWriter}'s is the sole writer of the ring. A camera
 * that is unplugged and a card that fails are tried again.
 */
public final class Recorder implements AutoCloseable {
  private static final long SILENT_NANOS = Duration.ofSeconds(3).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Eight seconds of 8 Mbit/s. */
  private static final long MOST_WAITING_BYTES = 8 << 20;

  /** A camera that is so far behind the board's clock plays what was, and can wait. */
  private static final long LIVE_NANOS = Duration.ofSeconds(5).toNanos();

  private final DeviceSource<Camera> source;
  private final BoardClock board;
  private final CameraClock times;
  private final FragmentQueue queue = new FragmentQueue(MOST_WAITING_BYTES);
  private final CardWriter card;
  private Interruption gap = Interruption.START;
  private @Nullable Worker worker;
  private volatile long heardNanos;
  private volatile boolean cameraFails;
  private volatile boolean broken;
  private volatile boolean stopping;

  /**
   * A recorder that waits for {@link #start}.
   *
   * @param boot UUID of this run
   * @param board by which camera and card are judged
   */
  public Recorder(
      DeviceSource<Camera> source,
      Ring ring,
      String boot,
      TrackFeed track,
      ClockDiscipline clock,
      RingListener listener,
      BoardClock board) {
    this.source = source;
    this.board = board;
    this.times = new CameraClock(board);
    RingWriter writer = new RingWriter(ring, boot, track, clock, listener);
    this.card = new CardWriter(queue, writer, ring, listener, board);
  }

  /** Begins to record. */
  public void start() {
    heardNanos = board.nanos();
    worker = Worker.urgent("record", this::run);
  }

  /** The monotonic time up to which video is safe on the card. */
  public long recordedNanos() {
    return card.safeNanos();
  }

  /** How well it records; the camera's silence and the card's faults show within three seconds. */
  public RecorderState state() {
    if (broken) {
      return RecorderState.BROKEN;
    }
    boolean silent = board.nanos() - heardNanos > SILENT_NANOS;
    return cameraFails || silent || worker == null ? RecorderState.NO_CAMERA : card.state();
  }

  /** Whether the camera has ended by itself, as a played file does. */
  public boolean ended() {
    return worker != null && !worker.alive();
  }

  /** Stops after the packet at hand; what was taken is on the card on return. */
  @Override
  public void close() {
    stopping = true;
    if (worker != null) {
      worker.close(PATIENCE);
    }
    card.close();
  }

  private void run() {
    try {
      new DeviceLoop<>("camera", source, this::record, () -> cameraFails = true).run();
    } catch (LinkageError e) {
      broken = true; // it will lack it next time too
      Logger.error(e, "recording ended: this board lacks what the camera needs");
    } finally {
      queue.end();
    }
  }

  private void record(Camera camera) throws IOException, InterruptedException {
    Recording recording = null;
    times.opened();
    try {
      for (VideoPacket raw = camera.read(); !stopping && raw != null; raw = camera.read()) {
        CameraClock.Stamped stamped = times.stamp(raw);
        if (stamped != null) {
          recording = recordingOf(stamped.packet(), recording);
          add(stamped, recording);
        }
      }
    } finally {
      end(recording);
    }
  }

  private static void add(CameraClock.Stamped stamped, Recording recording)
      throws IOException, InterruptedException {
    if (stamped.gap() != null) {
      recording.interrupt(stamped.gap());
    }
    recording.add(stamped.packet());
  }

  private Recording recordingOf(VideoPacket packet, @Nullable Recording current)
      throws IOException, InterruptedException {
    if (current != null && current.fits(packet)) {
      return current;
    }
    end(current);
    Recording next = new Recording(packet.format(), gap, this::queue);
    gap = Interruption.CAMERA;
    return next;
  }

  /** Only what can be recorded counts as heard: a camera may send for ever and no key frame. */
  private void queue(MuxedFragment fragment) throws InterruptedException {
    heardNanos = board.nanos();
    cameraFails = false;
    boolean live = Math.abs(board.nanos() - fragment.facts().toNanos()) < LIVE_NANOS;
    queue.add(fragment, !live);
  }

  private static void end(@Nullable Recording recording) throws IOException, InterruptedException {
    if (recording != null) {
      try (recording) {
        recording.finish();
      }
    }
  }
}
