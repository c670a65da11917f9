package cetra.relay.schedule;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the relay's own line bears: what its operator says, or else what has come over it, and
 * nothing is probed. A line that was used up is believed to bear a third more, so that it can show
 * it.
 */
public final class Backhaul {
  /** Octets a second that a line is believed to bear before it has shown anything: 100 Mbit/s. */
  static final double FIRST = 12.5e6;

  private static final double MORE = 1.3;

  /** What comes is taken together over about so many seconds. */
  private static final double SECONDS = 3;

  /** After so many seconds half of what it once bore is forgotten. */
  private static final double HALF = 3600;

  private final double said;
  private final LongAdder come = new LongAdder();
  private double rate;
  private double peak;

  /**
   * A line.
   *
   * @param said octets a second that uploads may take of it; 0 to measure it
   */
  public Backhaul(double said) {
    this.said = said;
  }

  /** So much has come; any thread may say so. */
  public void came(long octets) {
    come.add(octets);
  }

  /**
   * Looks at what came since the last look; returns octets a second that it bears.
   *
   * @param seconds since then, above 0
   */
  double look(double seconds) {
    double now = come.sumThenReset() / seconds;
    rate += Math.min(1, seconds / SECONDS) * (now - rate);
    peak = Math.max(rate, peak * Math.pow(0.5, seconds / HALF));
    return said > 0 ? said : Math.max(FIRST, peak * MORE);
  }
}
