package cetra.hardware.gnss;

import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.hardware.simulated.Pacer;
import cetra.hardware.simulated.Place;
import cetra.hardware.simulated.Route;
import java.time.Instant;
import java.util.Random;

/** A receiver in a vehicle that drives a route, with seeded noise. */
final class RouteReceiver implements GnssReceiver {
  // A receiver under open sky; nothing measures its place exactly.
  private static final double BEST_ACCURACY = 1;
  // Turns the radius that holds 68 % into the standard deviation of one axis.
  private static final double AXIS = 1 / Math.sqrt(-2 * Math.log(1 - 0.68));

  private final Route route;
  private final Pacer pacer;
  private final Instant boot;
  private final double hz;
  private final double noise;
  private final Random random = new Random(20_260_101);
  private long epoch;

  /**
   * @param boot when the host's clock read, or would have read, nanos zero
   * @param noise metres around the true place that hold 68 % of the fixes
   */
  RouteReceiver(Route route, Pacer pacer, Instant boot, double hz, double noise) {
    this.route = route;
    this.pacer = pacer;
    this.boot = boot;
    this.hz = hz;
    this.noise = noise;
  }

  @Override
  public Fix read() throws InterruptedException {
    long nanos = pacer.from() + Math.round(epoch * 1e9 / hz);
    pacer.awaitDue(nanos);
    epoch++;
    Place place = noisy(route.at(nanos));
    return new Fix(
        nanos,
        boot.plusNanos(nanos),
        place.latitude(),
        place.longitude(),
        place.speed(),
        place.course(),
        Math.max(noise, BEST_ACCURACY));
  }

  private Place noisy(Place place) {
    double axis = noise * AXIS;
    return noise == 0
        ? place
        : place.moved(axis * random.nextGaussian(), axis * random.nextGaussian());
  }

  @Override
  public void close() {
    // holds nothing
  }
}
