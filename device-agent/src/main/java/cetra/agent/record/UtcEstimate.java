package cetra.agent.record;

import java.time.Duration;
import java.time.Instant;

/**
 * What is known of a boot's time.
 *
 * @param zero estimate of the instant at which the boot's monotonic clock stood at zero
 * @param boundMillis how far it can be off, either way; positive
 * @param source what it rests on, such as {@code gnss}
 */
public record UtcEstimate(Instant zero, long boundMillis, String source) {
  /** The instant of a monotonic time. */
  public Instant at(long nanos) {
    return zero.plusNanos(nanos);
  }

  /** The monotonic time of an instant. */
  public long nanos(Instant instant) {
    return Duration.between(zero, instant).toNanos();
  }
}
