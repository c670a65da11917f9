package cetra.hardware.simulated;

import cetra.hardware.MotionSensor;
import java.util.List;

/** A sensor at rest that feels a blow from behind at given times. */
final class SimulatedMotionSensor implements MotionSensor {
  private static final double G = 9.81;
  private static final double BLOW = 3 * G;

  private final Pacer pacer;
  private final double hz;
  private final long blowNanos;
  private final List<Long> impacts;
  private long sample;

  /**
   * @param impacts nanoseconds since boot; each shows in at least one sample
   */
  SimulatedMotionSensor(Pacer pacer, double hz, List<Long> impacts) {
    this.pacer = pacer;
    this.hz = hz;
    this.blowNanos = Math.round(1e9 / Math.min(hz, 10));
    this.impacts = impacts;
  }

  @Override
  public Acceleration read() throws InterruptedException {
    long nanos = pacer.from() + Math.round(sample * 1e9 / hz);
    pacer.awaitDue(nanos);
    sample++;
    return new Acceleration(nanos, isHit(nanos) ? BLOW : 0, 0, G);
  }

  private boolean isHit(long nanos) {
    for (long impact : impacts) {
      if (nanos >= impact && nanos - impact < blowNanos) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
