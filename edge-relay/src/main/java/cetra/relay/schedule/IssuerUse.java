package cetra.relay.schedule;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How much of the line each issuer has had of late, and what its orders weigh for it: who had more
 * than its part waits for those who had less, and who calls everything urgent has nothing urgent.
 * For one thread.
 */
final class IssuerUse {
  /** After so many seconds half is forgotten. */
  private static final double HALF = 600;

  /** However little others had, an issuer's orders weigh no less than a quarter for it. */
  private static final double MOST = 4;

  /** Of all that came, what one issuer may have as urgent; and octets that are free for each. */
  private static final double URGENT_PART = 0.5;

  private static final double URGENT_FREE = 100e6;

  private final Map<String, Double> all = new HashMap<>();
  private final Map<String, Double> urgent = new HashMap<>();

  /** So much of an order's clips has come. */
  void came(String issuer, boolean isUrgent, double octets) {
    all.merge(issuer, octets, Double::sum);
    if (isUrgent) {
      urgent.merge(issuer, octets, Double::sum);
    }
  }

  /** Time has passed. */
  void passed(double seconds) {
    double kept = Math.pow(0.5, seconds / HALF);
    all.replaceAll((issuer, octets) -> octets * kept);
    urgent.replaceAll((issuer, octets) -> octets * kept);
    all.values().removeIf(octets -> octets < 1);
    urgent.values().removeIf(octets -> octets < 1);
  }

  /**
   * What the orders of an issuer weigh beside those of others that want something too, 1/4 to 4.
   */
  double weight(String issuer, Set<String> wanting) {
    double sum = wanting.stream().mapToDouble(this::had).sum();
    if (wanting.size() < 2 || sum <= URGENT_FREE / MOST) {
      return 1;
    }
    double part = had(issuer) * wanting.size() / sum;
    return Math.clamp(1 / Math.max(part, 1 / MOST), 1 / MOST, MOST);
  }

  private double had(String issuer) {
    return all.getOrDefault(issuer, 0.0);
  }

  /** Whether what an issuer calls urgent still counts as that. */
  boolean mayBeUrgent(String issuer) {
    double sum = all.values().stream().mapToDouble(Double::doubleValue).sum();
    return urgent.getOrDefault(issuer, 0.0) <= Math.max(URGENT_FREE, sum * URGENT_PART);
  }
}
