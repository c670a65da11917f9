package cetra.relay.schedule;

import cetra.wire.message.LinkState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How fast each device's uploads come, as the relay sees them come: a {@link RateEstimate} of each.
 * Nothing is probed, and a restart begins anew. Safe for many threads.
 */
public final class LinkRates {
  /** Bytes a second of a device of which nothing has come yet: a fair mobile uplink. */
  static final double UNKNOWN = 250_000;

  /** What is shorter says more of buffers than of the road. */
  private static final long LEAST_OCTETS = 32 << 10;

  private static final Duration LEAST_TIME = Duration.ofMillis(20);

  /** Where a device says nothing of its plan, there is none to be spared. */
  private static final double NO_PLAN = 1e15;

  private final Map<String, RateEstimate> estimates = new ConcurrentHashMap<>();

  /** Whether so much in so much time says anything of a road. */
  public static boolean tells(long octets, Duration took) {
    return octets >= LEAST_OCTETS && took.compareTo(LEAST_TIME) >= 0;
  }

  /** So much of an upload came in so much time, without a pause of the device's own making. */
  public void observe(String device, long octets, Duration took) {
    if (tells(octets, took)) {
      double sample = octets * 1e9 / took.toNanos();
      estimates.merge(device, RateEstimate.of(sample), (known, first) -> known.with(sample, false));
    }
  }

  /** What is known of a device's way here, with what it said itself. */
  DeviceLink link(String device, @Nullable LinkState told) {
    RateEstimate known = estimates.getOrDefault(device, RateEstimate.of(UNKNOWN));
    boolean metered = told != null && told.metered();
    boolean leaving = told != null && told.leaving();
    Long left = told == null ? null : told.left();
    return new DeviceLink(
        0, !metered, leaving, known.fast(), known.slow(), left == null ? NO_PLAN : (double) left);
  }
}
