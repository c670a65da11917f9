package cetra.agent.record;

import cetra.hardware.MotionSensor.Acceleration;

/**
 * Tells a blow from driving, by the acceleration along the road: what is slower than a second is
 * the tilt of the mount or a bend, what is upright is the road's bumps, what is shorter than 20 ms
 * is a click of the case, and what comes within two seconds belongs to the same blow. Used by one
 * thread.
 */
final class BlowDetector {
  private static final double SETTLING_SECONDS = 1;
  private static final long SHORTEST_NANOS = 20_000_000L;
  private static final long SAME_NANOS = 2_000_000_000L;
  private static final long NEVER = Long.MIN_VALUE;

  private final double threshold;
  private double restX;
  private double restY;
  private long last = NEVER;
  private long above = NEVER;
  private long blow = NEVER;

  /**
   * A detector at rest.
   *
   * @param threshold in m/s²
   */
  BlowDetector(double threshold) {
    this.threshold = threshold;
  }

  /** Whether a new blow shows in a sample. */
  boolean feels(Acceleration sample) {
    double x = sample.x() - restX;
    double y = sample.y() - restY;
    boolean first = last == NEVER;
    double seconds = first ? SETTLING_SECONDS : (sample.nanos() - last) / 1e9;
    double share = Math.clamp(seconds / SETTLING_SECONDS, 0, 1);
    restX += x * share;
    restY += y * share;
    long spacing = first ? 0 : sample.nanos() - last;
    last = sample.nanos();
    return !first && isNewBlow(Math.hypot(x, y) > threshold, sample.nanos(), spacing);
  }

  private boolean isNewBlow(boolean isAbove, long now, long spacing) {
    if (!isAbove) {
      above = NEVER;
      return false;
    }
    above = above == NEVER ? now : above;
    // a slow sensor sees a blow in one sample only
    boolean lasting = now - above + spacing >= SHORTEST_NANOS;
    if (!lasting) {
      return false;
    }
    boolean isNew = blow == NEVER || now - blow > SAME_NANOS;
    blow = now;
    return isNew;
  }
}
