package cetra.wire.geo;

import java.util.function.Predicate;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * Polygons whose edges are straight in longitude and latitude (RFC 7946 section 3.1.1), in one
 * piece across the antimeridian.
 */
final class PolygonRegion implements Region {
  private static final GeometryFactory SHAPES = new GeometryFactory();
  private static final double TURN = 360;

  private final PreparedGeometry polygons;
  private final Geometry shape;
  private final Envelope envelope;

  PolygonRegion(Geometry polygons) {
    this.shape = polygons;
    this.polygons = PreparedGeometryFactory.prepare(polygons);
    this.envelope = polygons.getEnvelopeInternal();
  }

  @Override
  public boolean meets(Geometry shape) {
    return anyTurn(shape, polygons::intersects);
  }

  @Override
  public boolean covers(Geometry shape) {
    return anyTurn(shape, polygons::covers);
  }

  @Override
  public boolean liesIn(Region other) {
    return other.covers(shape);
  }

  @Override
  public double squareMetres() {
    return Surface.squareMetres(shape);
  }

  @Override
  public boolean isNear(Coordinate from, Coordinate to, double metres) {
    return meets(metres == 0 ? way(from, to) : corridor(from, to, metres));
  }

  @Override
  public boolean holds(Coordinate place, double metres) {
    return covers(
        metres == 0 ? SHAPES.createPoint(place) : new TangentPlane(place.y, place.x).disc(metres));
  }

  private static Geometry way(Coordinate from, Coordinate to) {
    return from.equals2D(to)
        ? SHAPES.createPoint(to)
        : SHAPES.createLineString(new Coordinate[] {from, to});
  }

  private static Geometry corridor(Coordinate from, Coordinate to, double metres) {
    Geometry end = new TangentPlane(to.y, to.x).disc(metres);
    if (from.equals2D(to)) {
      return end;
    }
    Geometry begin = new TangentPlane(from.y, from.x).disc(metres);
    return SHAPES.createGeometryCollection(new Geometry[] {begin, end}).convexHull();
  }

  /** The same meridian has many longitudes; all under which the shape may be near are tried. */
  private boolean anyTurn(Geometry shape, Predicate<Geometry> holds) {
    Envelope place = shape.getEnvelopeInternal();
    if (envelope.intersects(place) && holds.test(shape)) {
      return true;
    }
    return (place.getMinX() + TURN <= envelope.getMaxX() && holds.test(turned(shape, TURN)))
        || (place.getMaxX() - TURN >= envelope.getMinX() && holds.test(turned(shape, -TURN)));
  }

  private static Geometry turned(Geometry shape, double by) {
    return AffineTransformation.translationInstance(by, 0).transform(shape);
  }
}
