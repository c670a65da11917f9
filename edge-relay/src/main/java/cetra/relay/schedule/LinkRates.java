package cetra.relay.schedule;

import cetra.wire.message.LinkState;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How fast each device's uploads come, as the relay sees them come: a {@link RateEstimate} of each.
 * Nothing is probed; what was known of a device when a clip of it was complete survives a restart.
 * Safe for many threads.
 */
public final class LinkRates {
  /** The table behind it. */
  public static final String TABLE =
      """
      CREATE TABLE link_rates(
        device TEXT PRIMARY KEY,
        fast REAL NOT NULL,
        slow REAL NOT NULL,
        changed_ms INTEGER NOT NULL
      ) STRICT\
      """;

  /** What was known longer ago is worth no more than a guess. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** From this part of its ceiling on it was not the road that held an upload back. */
  private static final double AT_CEILING = 0.8;

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

  /**
   * So much of an upload came in so much time, without a pause of the device's own making.
   *
   * @param ceiling under which it was kept, octets a second
   */
  public void observe(String device, long octets, Duration took, long ceiling) {
    if (tells(octets, took)) {
      double sample = octets * 1e9 / took.toNanos();
      boolean limited = sample >= ceiling * AT_CEILING;
      estimates.merge(
          device, RateEstimate.of(sample), (known, first) -> known.with(sample, limited));
    }
  }

  /** Takes over what a run before has kept. */
  public void load(Database database, Clock clock) {
    database.update(
        "DELETE FROM link_rates WHERE changed_ms < ?", clock.instant().minus(KEPT).toEpochMilli());
    database
        .list(
            "SELECT device, fast, slow FROM link_rates",
            row ->
                Map.entry(row.getString(1), new RateEstimate(row.getDouble(2), row.getDouble(3))))
        .forEach(known -> estimates.put(known.getKey(), known.getValue()));
  }

  /** Keeps what is known of a device; part of the surrounding transaction. */
  public void save(Database database, String device, Clock clock) {
    RateEstimate known = estimates.get(device);
    if (known != null) {
      database.update(
          "INSERT OR REPLACE INTO link_rates VALUES (?,?,?,?)",
          device,
          known.fast(),
          known.slow(),
          clock.millis());
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
