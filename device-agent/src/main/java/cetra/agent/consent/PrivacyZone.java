package cetra.agent.consent;

import cetra.wire.evidence.TrackPoint;
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
  /** Refuses zones so small that they point to the house. */
  public PrivacyZone {
    if (!(radius >= 250 && radius <= 10_000)) {
      throw new IllegalArgumentException("zones: radius " + radius + " is not 250 to 10000 metres");
    }
  }

  /** Whether a fix lies inside, its own error counted against it. */
  boolean holds(TrackPoint point) {
    double error = Double.isNaN(point.accuracy()) ? 0 : point.accuracy();
    return metresTo(point) <= radius + error;
  }

  private double metresTo(TrackPoint point) {
    return Geodesic.WGS84.Inverse(
            latitude, longitude, point.latitude(), point.longitude(), GeodesicMask.DISTANCE)
        .s12;
  }
}
