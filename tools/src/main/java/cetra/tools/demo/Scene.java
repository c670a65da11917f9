package cetra.tools.demo;

import cetra.wire.geo.Area;
import cetra.wire.order.TimeWindow;
import java.time.Duration;
import java.time.Instant;

/**
 * The place and time that the demo's order asks for.
 *
 * @param latitude degrees
 * @param longitude degrees
 * @param radius metres
 * @param at the middle of the ordered time
 */
record Scene(double latitude, double longitude, double radius, Instant at) {
  private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(12);
  private static final double JURISDICTION_METRES = 5000;

  Area area() {
    return Area.circle(latitude, longitude, radius);
  }

  Area jurisdiction() {
    return Area.circle(latitude, longitude, JURISDICTION_METRES);
  }

  TimeWindow window() {
    return new TimeWindow(at.minus(BEFORE_AND_AFTER), at.plus(BEFORE_AND_AFTER));
  }
}
