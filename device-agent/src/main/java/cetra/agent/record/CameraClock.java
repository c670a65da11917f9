package cetra.agent.record;

import cetra.hardware.AudioPacket;
import cetra.hardware.BoardClock;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.Timeline;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Holds a camera's times against the board's clock, so that what was recorded later never stands
 * before what was recorded earlier, and no time is taken up that never was.
 *
 * <p>A camera that was opened again may tell its beginning once more, which is left out; one that
 * stays back, falls back, or leaps ahead while no time has passed, has lost its clock: it is led on
 * from the last picture by the time that has passed on the board. Used by one thread.
 */
final class CameraClock {
  /**
   * A packet that can be recorded.
   *
   * @param packet with times that rise
   * @param gap why there is nothing right before it; null where there is
   */
  record Stamped(VideoPacket packet, @Nullable Interruption gap) {}

  /** How long a camera that was opened again may tell what is known. */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

  /** No camera leaves out so much without the time passing. */
  private static final long LEAP_NANOS = Duration.ofSeconds(5).toNanos();

  private static final long LONGEST_PICTURE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long USUAL_PICTURE_NANOS = Duration.ofMillis(33).toNanos();
  private static final long NEVER = Long.MIN_VALUE;

  private final BoardClock board;
  private long newest = NEVER;
  private long newestEnd;
  private long newestArrival;
  private long offset;
  private boolean repeating;

  CameraClock(BoardClock board) {
    this.board = board;
  }

  /** The camera was opened, and may tell its beginning once more. */
  void opened() {
    repeating = true;
  }

  /** A packet as it is to be recorded; null where it tells what was recorded before. */
  @Nullable Stamped stamp(VideoPacket raw) {
    long now = board.nanos();
    long decode = raw.decodeNanos() + offset;
    Interruption cause = null;
    if (newest != NEVER) {
      long passed = now - newestArrival;
      if (decode <= newest && repeating && passed <= PATIENCE_NANOS) {
        return null;
      }
      if (decode <= newest || leaps(decode - newestEnd, passed, decode - now)) {
        Logger.warn(
            "the camera's clock jumped by {} ms", Duration.ofNanos(decode - newestEnd).toMillis());
        long led = newestEnd + Math.max(0, passed - (newestEnd - newest));
        offset += led - decode;
        decode = led;
        cause = Interruption.CLOCK;
      } else if (decode - newestEnd > Timeline.GAP_NANOS) {
        cause = Interruption.CAMERA;
      }
    }
    VideoPacket packet = packet(raw, decode);
    newest = decode;
    newestEnd = decode + packet.durationNanos();
    newestArrival = now;
    repeating = false;
    return new Stamped(packet, cause);
  }

  /** A camera that plays what was may leave something out; none can be ahead of the board. */
  private static boolean leaps(long step, long passed, long ahead) {
    return step > LEAP_NANOS && passed < step / 2 && ahead > LEAP_NANOS;
  }

  /** Broken presentation times and durations must not break what stands around them. */
  private VideoPacket packet(VideoPacket raw, long decode) {
    long reordered = raw.presentationNanos() - raw.decodeNanos();
    boolean credible = reordered >= 0 && reordered <= LONGEST_PICTURE_NANOS;
    long duration = raw.durationNanos();
    boolean lasting = duration > 0 && duration <= LONGEST_PICTURE_NANOS;
    return new VideoPacket(
        raw.format(),
        raw.data(),
        decode + (credible ? reordered : 0),
        decode,
        lasting ? duration : USUAL_PICTURE_NANOS,
        raw.key(),
        led(raw.audio(), decode - raw.decodeNanos()));
  }

  private static List<AudioPacket> led(List<AudioPacket> sound, long by) {
    return by == 0 || sound.isEmpty()
        ? sound
        : sound.stream()
            .map(heard -> new AudioPacket(heard.data(), heard.nanos() + by, heard.durationNanos()))
            .toList();
  }
}
