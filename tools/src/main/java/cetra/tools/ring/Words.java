package cetra.tools.ring;

import cetra.agent.record.RingGap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How times and gaps are said to people. */
final class Words {
  private Words() {}

  /** An instant with its bound, or a monotonic time where the instant is not known. */
  static String time(@Nullable Instant instant, @Nullable Long boundMillis, long nanos) {
    return instant == null || boundMillis == null
        ? "time unknown, boot+%.3fs".formatted(nanos / 1e9)
        : "%s ±%.1fs".formatted(instant.truncatedTo(ChronoUnit.MILLIS), boundMillis / 1e3);
  }

  static String gap(RingGap gap) {
    return "segment %d to %d, %s: %s"
        .formatted(
            gap.after(),
            gap.before(),
            gap.nanos() == null ? "unknown length" : "%.1f s".formatted(gap.nanos() / 1e9),
            gap.cause().words());
  }
}
