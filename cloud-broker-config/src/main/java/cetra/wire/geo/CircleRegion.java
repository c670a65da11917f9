package cetra.wire.geo;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.util.GeometryEditor;

/**
 * All that is not further from a point than a radius, along geodesics of the ellipsoid. Shapes are
 * laid out around the middle by distance and azimuth, which keeps every distance from it exact.
 */
final class CircleRegion implements Region {
  /** Degrees, some 500 m: so short an edge is straight in both layouts to a few millimetres. */
  private static final double STRAIGHT = 0.005;

  /** A degree of latitude is nowhere shorter, in metres. */
  private static final double DEGREE = 110_500;

  private static final Point MIDDLE = new GeometryFactory().createPoint(new Coordinate(0, 0));

  private final double latitude;
  private final double longitude;
  private final double radius;
  private final double degrees;

  CircleRegion(double latitude, double longitude, double radius) {
    this.latitude = latitude;
    this.longitude = longitude;
    this.radius = radius;
    this.degrees = radius / DEGREE;
  }

  @Override
  public boolean meets(Geometry shape) {
    return mayReach(shape) && laidOut(inShortEdges(shape)).isWithinDistance(MIDDLE, radius);
  }

  /** A line without length would be densified to nothing, which is within every distance. */
  private static Geometry inShortEdges(Geometry shape) {
    return shape.getEnvelopeInternal().getDiameter() > STRAIGHT
        ? Densifier.densify(shape, STRAIGHT)
        : shape;
  }

  @Override
  public boolean covers(Geometry shape) {
    for (Coordinate corner : shape.getCoordinates()) {
      if (around(corner).distance(MIDDLE.getCoordinate()) > radius) {
        return false;
      }
    }
    return true;
  }

  /** Latitudes alone tell of most shapes that they are elsewhere. */
  private boolean mayReach(Geometry shape) {
    var place = shape.getEnvelopeInternal();
    return place.getMinY() <= latitude + degrees && place.getMaxY() >= latitude - degrees;
  }

  private Geometry laidOut(Geometry shape) {
    return new GeometryEditor()
        .edit(
            shape,
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
