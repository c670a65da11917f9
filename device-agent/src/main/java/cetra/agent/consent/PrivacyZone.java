package cetra.agent.consent;

import cetra.wire.evidence.TrackPoint;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * A place around which nothing is ever handed over.
 *
 * @param latitude of its middle, degrees
 * @param longitude of its middle, degrees
 * @param radius in metres, 250 to 10,000
 */
public record PrivacyZone(double latitude, double longitude, double radius) {
  /** Within a radius of 250 m a way is missed by less than half a metre between two samples. */
  private static final double SAMPLE_METRES = 25;

  /** No car drives so far between two fixes: one of them is wild, and the way unknown. */
  private static final double LONGEST_STEP_METRES = 1000;

  /** Refuses zones so small that they point to the house. */
  public PrivacyZone {
    if (!(radius >= 250 && radius <= 10_000)) {
      throw new IllegalArgumentException("zones: radius " + radius + " is not 250 to 10000 metres");
    }
  }

  /** Whether the way between two fixes comes inside, their own errors counted against them. */
  boolean touches(TrackPoint from, TrackPoint to) {
    double reach = radius + Math.max(error(from), error(to));
    double length = metres(from.latitude(), from.longitude(), to.latitude(), to.longitude());
    if (metresTo(from.latitude(), from.longitude()) > reach + length) {
      return false;
    }
    if (length > LONGEST_STEP_METRES) {
      return true;
    }
    int steps = (int) Math.ceil(length / SAMPLE_METRES) + 1;
    return IntStream.rangeClosed(0, steps)
        .mapToDouble(i -> (double) i / steps)
        .anyMatch(
            part ->
                metresTo(
                        from.latitude() + part * (to.latitude() - from.latitude()),
                        from.longitude() + part * (to.longitude() - from.longitude()))
                    <= reach);
  }

  private static double error(TrackPoint point) {
    return Double.isNaN(point.accuracy()) ? 0 : point.accuracy();
  }

  private double metresTo(double lat, double lon) {
    return metres(latitude, longitude, lat, lon);
  }

  private static double metres(double lat1, double lon1, double lat2, double lon2) {
    return Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2, GeodesicMask.DISTANCE).s12;
  }
}
