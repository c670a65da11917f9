package cetra.relay.vault;

import cetra.wire.order.Purpose;
import java.time.Duration;
import java.util.Map;

/**
 * How long packages are kept after their order has ended, by its purpose.
 *
 * @param days for each purpose, 1 to 36500
 */
public record Retention(Map<Purpose, Integer> days) {
  private static final int MOST_DAYS = 36_500;

  /** Refuses what is missing or out of range. */
  public Retention {
    days = Map.copyOf(days);
    for (Purpose purpose : Purpose.values()) {
      int kept = days.getOrDefault(purpose, 0);
      if (kept < 1 || kept > MOST_DAYS) {
        throw new IllegalArgumentException(
            "%s for %s; every purpose has 1 to %d".formatted(kept, purpose, MOST_DAYS));
      }
    }
  }

  /** How long packages of a purpose are kept. */
  public Duration of(Purpose purpose) {
    return Duration.ofDays(days.getOrDefault(purpose, MOST_DAYS));
  }
}
