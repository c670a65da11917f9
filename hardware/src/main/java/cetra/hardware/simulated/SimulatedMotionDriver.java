package cetra.hardware.simulated;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.MotionSensor;

/**
 * Opens {@code simulated:} as a motion sensor at rest: {@code hz} (0.1 to 1000, default 10), {@code
 * impacts=seconds,seconds} since boot at which 3 g push forward for a tenth of a second, {@code
 * speed} and {@code from} as {@link Pacer#of}.
 */
public final class SimulatedMotionDriver implements Driver {
  /** For the service loader. */
  public SimulatedMotionDriver() {}

  @Override
  public Class<MotionSensor> device() {
    return MotionSensor.class;
  }

  @Override
  public String scheme() {
    return "simulated";
  }

  @Override
  public MotionSensor open(DeviceSpec spec, BoardClock clock) {
    spec.only("hz", "impacts", Pacer.SPEED, Pacer.FROM);
    return new SimulatedMotionSensor(
        Pacer.of(spec, clock), spec.number("hz", 10, 0.1, 1000), spec.times("impacts"));
  }
}
