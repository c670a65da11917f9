package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import cetra.hardware.simulated.Pacer;
import cetra.hardware.simulated.Route;
import java.time.Instant;

/**
 * Opens {@code route:} as a receiver in a vehicle on a made-up drive: the options of {@link
 * Route#of} and {@link Pacer#of}, {@code hz} (0.1 to 20, default 1) and {@code noise} (0 to 1000
 * metres, default 0).
 */
public final class RouteDriver implements Driver {
  /** For the service loader. */
  public RouteDriver() {}

  @Override
  public Class<GnssReceiver> device() {
    return GnssReceiver.class;
  }

  @Override
  public String scheme() {
    return "route";
  }

  @Override
  public GnssReceiver open(DeviceSpec spec, BoardClock clock) {
    spec.only("route", "drive", "loop", "offset", "hz", "noise", Pacer.SPEED, Pacer.FROM);
    long now = clock.nanos();
    Instant boot = clock.utc().minusNanos(now);
    return new RouteReceiver(
        Route.of(spec),
        Pacer.of(spec, clock),
        boot,
        spec.number("hz", 1, 0.1, 20),
        spec.number("noise", 0, 0, 1000));
  }
}
