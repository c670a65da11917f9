package cetra.wire.geo;

import java.util.function.DoubleSupplier;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.util.GeometryEditor;

/**
 * All that is not further from a point than a radius, along geodesics of the ellipsoid. Shapes are
 * laid out around the middle by distance and azimuth, which keeps every distance from it exact.
 *
 * <p>A geodesic costs a microsecond and there are millions of fixes, so a plane decides wherever it
 * is not close.
 */
final class CircleRegion implements Region {
  /** Degrees, some 500 m: so short an edge is straight in both layouts to a few millimetres. */
  private static final double STRAIGHT = 0.005;

  /** Where a degree of longitude shrinks so fast, or so much is wanted, the plane is not asked. */
  private static final double PLANE_METRES = 20_000;

  private static final double PLANE_LATITUDE = 80;

  /** So many corners are outside the circle by 0.3 thousandths of its radius. */
  private static final int CORNERS = 128;

  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final Coordinate ORIGIN = new Coordinate(0, 0);
  private static final Point MIDDLE = SHAPES.createPoint(ORIGIN);

  private final double latitude;
  private final double longitude;
  private final double radius;
  private final Coordinate degree;
  private final double bending;

  CircleRegion(double latitude, double longitude, double radius) {
    this.latitude = latitude;
    this.longitude = longitude;
    this.radius = radius;
    this.degree =
        new TangentPlane(latitude, longitude).metres(new Coordinate(longitude + 1, latitude + 1));
    this.bending =
        4 * (1 + Math.abs(Math.tan(Math.toRadians(latitude)))) / Geodesic.WGS84.EquatorialRadius();
  }

  @Override
  public boolean meets(Geometry shape) {
    if (isFar(shape.getEnvelopeInternal())) {
      return false;
    }
    for (Coordinate corner : shape.getCoordinates()) {
      if (holds(corner, 0)) {
        return true;
      }
    }
    return laidOut(shape).isWithinDistance(MIDDLE, radius);
  }

  @Override
  public boolean covers(Geometry shape) {
    for (Coordinate corner : shape.getCoordinates()) {
      if (!holds(corner, 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean liesIn(Region other) {
    return other instanceof CircleRegion
        ? other.holds(new Coordinate(longitude, latitude), radius)
        : other.covers(new TangentPlane(latitude, longitude).disc(radius, CORNERS));
  }

  /** That of a plane's circle; the Earth's is smaller by 2e-8 of it at 3 km. */
  @Override
  public double squareMetres() {
    return Math.PI * radius * radius;
  }

  @Override
  public boolean isNear(Coordinate from, Coordinate to, double metres) {
    return isWithin(
        Distance.pointToSegment(ORIGIN, inPlane(from), inPlane(to)),
        radius + metres,
        () -> exactly(from, to));
  }

  @Override
  public boolean holds(Coordinate place, double metres) {
    return isWithin(
        inPlane(place).distance(ORIGIN), radius - metres, () -> around(place).distance(ORIGIN));
  }

  /** Where a place lies from the middle: metres east and north. */
  private Coordinate inPlane(Coordinate place) {
    return new Coordinate(
        Math.IEEEremainder(place.x - longitude, 360) * degree.x, (place.y - latitude) * degree.y);
  }

  private boolean isWithin(double inPlane, double limit, DoubleSupplier exactly) {
    return Math.abs(inPlane - limit) > doubt(limit)
        ? inPlane < limit
        : exactly.getAsDouble() <= limit;
  }

  /** How far the plane may be off at a distance, in metres: four times what meridians bend. */
  private double doubt(double metres) {
    return metres > PLANE_METRES || Math.abs(latitude) > PLANE_LATITUDE
        ? Double.POSITIVE_INFINITY
        : metres * metres * bending + 0.001;
  }

  private double exactly(Coordinate from, Coordinate to) {
    return from.distance(to) > STRAIGHT
        ? laidOut(SHAPES.createLineString(new Coordinate[] {from, to})).distance(MIDDLE)
        : Distance.pointToSegment(ORIGIN, around(from), around(to));
  }

  /** A box whose nearest place lies well outside. */
  private boolean isFar(Envelope box) {
    Coordinate low = inPlane(new Coordinate(box.getMinX(), box.getMinY()));
    Coordinate high = inPlane(new Coordinate(box.getMaxX(), box.getMaxY()));
    double east = Math.clamp(0, Math.min(low.x, high.x), Math.max(low.x, high.x));
    double north = Math.clamp(0, low.y, high.y);
    return box.getWidth() < 1 && Math.hypot(east, north) > radius + doubt(radius);
  }

  /** A line without length would be densified to nothing, which is within every distance. */
  private Geometry laidOut(Geometry shape) {
    Geometry edges =
        shape.getEnvelopeInternal().getDiameter() > STRAIGHT
            ? Densifier.densify(shape, STRAIGHT)
            : shape;
    return new GeometryEditor()
        .edit(
            edges,
            new GeometryEditor.CoordinateOperation() {
              @Override
              public Coordinate[] edit(Coordinate[] corners, Geometry part) {
                Coordinate[] moved = new Coordinate[corners.length];
                for (int i = 0; i < corners.length; i++) {
                  moved[i] = around(corners[i]);
                }
                return moved;
              }
            });
  }

  private Coordinate around(Coordinate place) {
    GeodesicData way =
        Geodesic.WGS84.Inverse(
            latitude, longitude, place.y, place.x, GeodesicMask.DISTANCE | GeodesicMask.AZIMUTH);
    double azimuth = Math.toRadians(way.azi1);
    return new Coordinate(way.s12 * Math.sin(azimuth), way.s12 * Math.cos(azimuth));
  }
}
