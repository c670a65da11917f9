package cetra.wire.order;

import java.time.Duration;
import java.time.Instant;

/**
 * A half-open time {@code [from, to)}, written as ISO 8601 with any offset.
 *
 * @param from the first instant inside
 * @param to the first instant after
 */
public record TimeWindow(Instant from, Instant to) {
  /** Refuses windows that end before they begin. */
  public TimeWindow {
    Limits.present("from", from);
    Limits.present("to", to);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("window from " + from + " does not end after " + to);
    }
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }

  /** Whether the two share an instant. */
  public boolean meets(TimeWindow other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }
}
