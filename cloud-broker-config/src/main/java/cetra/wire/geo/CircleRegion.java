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

  /** Up to this distance and latitude the plane is off by less than a 400th. */
  private static final double PLANE_METRES = 5_000;

  private static final double PLANE_LATITUDE = 70;
  private static final double CLOSE = 0.01;

  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final Coordinate ORIGIN = new Coordinate(0, 0);
  private static final Point MIDDLE = SHAPES.createPoint(ORIGIN);

  private final TangentPlane plane;
  private final double radius;

  CircleRegion(double latitude, double longitude, double radius) {
    this.plane = new TangentPlane(latitude, longitude);
    this.radius = radius;
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
  public boolean isNear(Coordinate from, Coordinate to, double metres) {
    return isWithin(
        Distance.pointToSegment(ORIGIN, plane.metres(from), plane.metres(to)),
        radius + metres,
        () -> exactly(from, to));
  }

  @Override
  public boolean holds(Coordinate place, double metres) {
    return isWithin(
        plane.metres(place).distance(ORIGIN),
        radius - metres,
        () -> around(place).distance(ORIGIN));
  }

  private boolean isWithin(double inPlane, double limit, DoubleSupplier exactly) {
    boolean isPlane = limit <= PLANE_METRES && Math.abs(plane.latitude()) <= PLANE_LATITUDE;
    if (isPlane && Math.abs(inPlane - limit) > CLOSE * limit) {
      return inPlane < limit;
    }
    return exactly.getAsDouble() <= limit;
  }

  private double exactly(Coordinate from, Coordinate to) {
    return from.distance(to) > STRAIGHT
        ? laidOut(SHAPES.createLineString(new Coordinate[] {from, to})).distance(MIDDLE)
        : Distance.pointToSegment(ORIGIN, around(from), around(to));
  }

  /** A box whose nearest place lies well outside. */
  private boolean isFar(Envelope box) {
    Coordinate low = plane.metres(new Coordinate(box.getMinX(), box.getMinY()));
    Coordinate high = plane.metres(new Coordinate(box.getMaxX(), box.getMaxY()));
    if (box.getWidth() > 1
        || radius > PLANE_METRES
        || Math.abs(plane.latitude()) > PLANE_LATITUDE) {
      return false;
    }
    double east = Math.clamp(0, Math.min(low.x, high.x), Math.max(low.x, high.x));
    double north = Math.clamp(0, low.y, high.y);
    return Math.hypot(east, north) > radius * (1 + CLOSE);
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
            plane.latitude(),
            plane.longitude(),
            place.y,
            place.x,
            GeodesicMask.DISTANCE | GeodesicMask.AZIMUTH);
    double azimuth = Math.toRadians(way.azi1);
    return new Coordinate(way.s12 * Math.sin(azimuth), way.s12 * Math.cos(azimuth));
  }
}
