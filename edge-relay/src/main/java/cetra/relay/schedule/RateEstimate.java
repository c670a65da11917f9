package cetra.relay.schedule;

/**
 * How fast a road is, by what was seen to come over it: two moving averages of which the lower is
 * believed, for a road that gets worse must show at once and one that gets better may take its
 * time.
 *
 * @param fast octets a second, half of it the newest sample
 * @param slow octets a second, a twentieth of it the newest sample
 */
public record RateEstimate(double fast, double slow) {
  private static final double FAST = 0.5;
  private static final double SLOW = 0.05;

  /** What one sample, or a guess, says. */
  public static RateEstimate of(double octetsASecond) {
    return new RateEstimate(octetsASecond, octetsASecond);
  }

  /**
   * The estimate after one more sample.
   *
   * @param limited whether its sender or a ceiling held it back and not the road, which can then
   *     bear so much at least: such a sample may only raise the estimate
   */
  public RateEstimate with(double octetsASecond, boolean limited) {
    RateEstimate next =
        new RateEstimate(
            fast + FAST * (octetsASecond - fast), slow + SLOW * (octetsASecond - slow));
    return limited ? new RateEstimate(Math.max(fast, next.fast), Math.max(slow, next.slow)) : next;
  }

  /** What is believed, octets a second. */
  public double believed() {
    return Math.min(fast, slow);
  }
}
