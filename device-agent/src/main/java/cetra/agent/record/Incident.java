package cetra.agent.record;

/**
 * Something happened whose footage must be kept.
 *
 * @param cause how it is known
 * @param nanos when, on the monotonic clock of this boot
 */
public record Incident(Cause cause, long nanos) {
  /** How an incident is known; the first gives way first where too much is kept. */
  public enum Cause {
    /** The motion sensor felt a blow. */
    MOTION,
    /** The driver pressed the button. */
    BUTTON
  }
}
