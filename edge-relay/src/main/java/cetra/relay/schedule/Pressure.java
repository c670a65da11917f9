package cetra.relay.schedule;

/**
 * How far a plan goes beyond what is estimated. Where little waits, streams that the relay does not
 * read teach it wrong rates and spend data for little; where much waits, a line that is not full is
 * lost.
 *
 * @param over of the relay's line, how much is granted
 * @param headroom of a device's estimate, how much counts as taken
 */
record Pressure(double over, double headroom) {
  /** So many seconds of the relay's line wait. */
  private static final double LITTLE = 220;

  private static final double MUCH = 600;

  static Pressure of(double secondsWaiting) {
    double much = Math.clamp((secondsWaiting - LITTLE) / (MUCH - LITTLE), 0, 1);
    return new Pressure(1.1 + 0.5 * much, 3 - 1.5 * much);
  }
}
