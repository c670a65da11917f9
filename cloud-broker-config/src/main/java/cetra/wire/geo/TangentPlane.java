package cetra.wire.geo;

import net.sf.geographiclib.Geodesic;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The ground around a point of WGS 84 as a plane, by the ellipsoid's two radii of curvature there;
 * off by less than a millimetre a hundred metres away, up to 85° of latitude.
 *
 * @param latitude of the point, degrees
 * @param longitude of the point, degrees
 */
public record TangentPlane(double latitude, double longitude) {
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final int DISC_CORNERS = 16;

  /** A place in degrees, x the longitude; so many metres in a direction from north. */
  public Coordinate at(double metres, double azimuth) {
    double radians = Math.toRadians(azimuth);
    return new Coordinate(
        longitude + metres * Math.sin(radians) / metresPerDegreeEast(),
        latitude + metres * Math.cos(radians) / metresPerDegreeNorth());
  }

  /** Where a place in degrees lies from the point: metres east and north. */
  public Coordinate metres(Coordinate place) {
    return new Coordinate(
        Math.IEEEremainder(place.x - longitude, 360) * metresPerDegreeEast(),
        (place.y - latitude) * metresPerDegreeNorth());
  }

  /** A polygon just around a circle about the point. */
  public Geometry disc(double metres) {
    return disc(metres, DISC_CORNERS);
  }

  /** The same with so many corners. */
  Geometry disc(double metres, int corners) {
    return SHAPES.createPolygon(arc(0, 360, metres / Math.cos(Math.PI / corners), corners));
  }

  /** What lies between two directions from the point, and not nearer and not further. */
  public Geometry sector(double from, double to, double nearest, double farthest, int steps) {
    Coordinate[] far = arc(from, to, farthest, steps);
    Coordinate[] near = arc(to, from, nearest, nearest == 0 ? 0 : steps);
    Coordinate[] corners = new Coordinate[far.length + near.length + 1];
    System.arraycopy(far, 0, corners, 0, far.length);
    System.arraycopy(near, 0, corners, far.length, near.length);
    corners[corners.length - 1] = corners[0].copy();
    return SHAPES.createPolygon(corners);
  }

  private Coordinate[] arc(double from, double to, double metres, int steps) {
    Coordinate[] arc = new Coordinate[steps + 1];
    for (int i = 0; i <= steps; i++) {
      arc[i] = at(metres, from + (to - from) * i / Math.max(1, steps));
    }
    if (to - from == 360) {
      arc[steps] = arc[0].copy();
    }
    return arc;
  }

  private double metresPerDegreeEast() {
    double sine = Math.sin(Math.toRadians(latitude));
    double normal = Geodesic.WGS84.EquatorialRadius() / Math.sqrt(1 - squared() * sine * sine);
    return Math.toRadians(normal * Math.cos(Math.toRadians(latitude)));
  }

  private double metresPerDegreeNorth() {
    double sine = Math.sin(Math.toRadians(latitude));
    double flat = 1 - squared() * sine * sine;
    double meridian =
        Geodesic.WGS84.EquatorialRadius() * (1 - squared()) / (flat * Math.sqrt(flat));
    return Math.toRadians(meridian);
  }

  /** The square of the ellipsoid's first eccentricity. */
  private static double squared() {
    return Geodesic.WGS84.Flattening() * (2 - Geodesic.WGS84.Flattening());
  }
}
