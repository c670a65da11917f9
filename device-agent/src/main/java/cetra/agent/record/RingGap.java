package cetra.agent.record;

import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.SegmentHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time or segments that are missing between two segments.
 *
 * @param after the segment before it
 * @param before the segment behind it
 * @param cause why, as far as the ring tells
 * @param nanos how long; absent where the time of a boot is not known
 */
public record RingGap(long after, long before, Cause cause, @Nullable Long nanos) {
  /** Why something is missing. */
  public enum Cause {
    /** The segment before was closed by a recovery, and another run of the recorder follows. */
    POWER_CUT("power cut or crash"),
    /** The recorder was stopped in order and started again. */
    STOPPED("stopped and started again"),
    /** The segment before was closed by a recovery, and the same run goes on. */
    CARD("the card failed"),
    /** The camera's times jumped. */
    CLOCK("the camera's clock jumped"),
    /** No pictures came. */
    CAMERA("no pictures from the camera"),
    /** Segments were overwritten, or taken out. */
    EVICTED("segments overwritten or taken out"),
    /** The segment behind does not point to the one before. */
    CHAIN("the chain is broken: one of both was changed");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    /** The cause in words. */
    public String words() {
      return words;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** A camera may be silent for so long before it counts. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(1).toNanos();

  /** What is missing between segments that follow each other. */
  public static List<RingGap> between(
      List<SegmentOutline> segments, Map<String, UtcEstimate> times) {
    List<RingGap> gaps = new ArrayList<>();
    for (int i = 1; i < segments.size(); i++) {
      SegmentOutline one = segments.get(i - 1);
      SegmentOutline next = segments.get(i);
      Cause cause = cause(one, next);
      if (cause != null) {
        gaps.add(new RingGap(one.number(), next.number(), cause, nanos(one, next, times)));
      }
    }
    return List.copyOf(gaps);
  }

  private static @Nullable Cause cause(SegmentOutline one, SegmentOutline next) {
    boolean jumps = next.number() > one.number() + 1;
    if (one.text() != null && next.head() != null) {
      if (!next.head().previous().equals(SegmentHead.hash(one.text()))) {
        return jumps ? Cause.EVICTED : Cause.CHAIN;
      }
    } else if (jumps) {
      return Cause.EVICTED;
    }
    boolean cut = one.recovered() || one.torn();
    if (!one.name().boot().equals(next.name().boot())) {
      return cut ? Cause.POWER_CUT : Cause.STOPPED;
    }
    Interruption told = next.head() == null ? null : next.head().gap();
    if (told != null && told != Interruption.UNKNOWN) {
      return of(told);
    }
    // a fragment that a failing card refused is tried again, and then nothing is missing
    boolean silent = next.fromNanos() - one.toNanos() > SILENCE_NANOS;
    return !silent ? null : cut ? Cause.CARD : Cause.CAMERA;
  }

  private static Cause of(Interruption told) {
    return switch (told) {
      case START -> Cause.STOPPED;
      case CLOCK -> Cause.CLOCK;
      case CARD, UNKNOWN -> Cause.CARD;
      case CAMERA -> Cause.CAMERA;
    };
  }

  private static @Nullable Long nanos(
      SegmentOutline one, SegmentOutline next, Map<String, UtcEstimate> times) {
    if (one.name().boot().equals(next.name().boot())) {
      return next.fromNanos() - one.toNanos();
    }
    UtcEstimate ended = times.get(one.name().boot());
    UtcEstimate begun = times.get(next.name().boot());
    return ended == null || begun == null
        ? null
        : (Long) Duration.between(ended.at(one.toNanos()), begun.at(next.fromNanos())).toNanos();
  }
}
