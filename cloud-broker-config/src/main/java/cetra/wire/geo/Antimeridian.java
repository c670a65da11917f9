package cetra.wire.geo;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Puts together what the meridian of 180° cuts: longitudes run on beyond ±180 instead. */
final class Antimeridian {
  private static final double HALF = 180;
  private static final double TURN = 360;

  private Antimeridian() {}

  /**
   * A ring of which no edge jumps from one end of the longitudes to the other.
   *
   * @throws IllegalArgumentException when it goes around a pole
   */
  static Coordinate[] unrolled(List<Coordinate> ring) {
    Coordinate[] unrolled = new Coordinate[ring.size()];
    double turn = 0;
    for (int i = 0; i < unrolled.length; i++) {
      Coordinate point = ring.get(i);
      turn -= i == 0 ? 0 : jump(point.x - ring.get(i - 1).x);
      unrolled[i] = new Coordinate(point.x + turn, point.y);
    }
    if (turn != 0) {
      throw new IllegalArgumentException(
          "a ring through longitude " + ring.getFirst().x + " goes around a pole; split the area");
    }
    return unrolled;
  }

  /** A full turn is no crossing: so a box around the whole Earth is written. */
  private static double jump(double step) {
    boolean crosses = Math.abs(step) > HALF && Math.abs(step) < TURN;
    return crosses ? Math.copySign(TURN, step) : 0;
  }

  /** A hole where its shell is. */
  static LinearRing beside(LinearRing shell, LinearRing hole) {
    var outside = shell.getEnvelopeInternal();
    var inside = hole.getEnvelopeInternal();
    if (inside.getMaxX() + TURN <= outside.getMaxX()) {
      return (LinearRing) moved(hole, TURN);
    }
    return inside.getMinX() - TURN >= outside.getMinX() ? (LinearRing) moved(hole, -TURN) : hole;
  }

  /** The parts of an area joined again that were split at the antimeridian. */
  static Geometry joined(Geometry parts) {
    var all = parts.getEnvelopeInternal();
    if (all.getMinX() > -HALF || all.getMaxX() < HALF || all.getWidth() > TURN) {
      return parts;
    }
    List<Geometry> joined = new ArrayList<>();
    for (int i = 0; i < parts.getNumGeometries(); i++) {
      Geometry part = parts.getGeometryN(i);
      boolean fromWest =
          part.getEnvelopeInternal().getMinX() == -HALF
              && part.getEnvelopeInternal().getMaxX() < HALF;
      joined.add(fromWest ? moved(part, TURN) : part);
    }
    return UnaryUnionOp.union(joined, new GeometryFactory());
  }

  private static Geometry moved(Geometry shape, double by) {
    return AffineTransformation.translationInstance(by, 0).transform(shape);
  }
}
