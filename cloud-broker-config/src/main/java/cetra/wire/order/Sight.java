package cetra.wire.order;

import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import cetra.wire.geo.TangentPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Whether a car saw an area, and how sure that is; the device decides with it and the relay checks
 * with it. Safe for many threads.
 *
 * <p>Between two fixes the car is taken to have driven straight in longitude and latitude, as the
 * edges of an area are.
 */
public final class Sight {
  /** The radius that holds 95 % of a round normal distribution, in radii that hold 68 %. */
  private static final double OF_95 = Math.sqrt(Math.log(0.05) / Math.log(0.32));

  /** What a receiver's position may be off that does not say it, and at most; 95 %, in metres. */
  private static final double USUAL_ERROR = 25;

  private static final double MOST_ERROR = 100;

  private static final GeometryFactory SHAPES = new GeometryFactory();

  private final Area area;
  private final Seen seen;
  private final ViewSector sector;
  private final Envelope near;

  /** What it takes to have seen an area, with a camera. */
  public Sight(Area area, Seen seen, View view) {
    this.area = area;
    this.seen = seen;
    this.sector = new ViewSector(area, view);
    this.near = area.shape().getEnvelopeInternal();
    double metres = MOST_ERROR + (seen == Seen.IN_VIEW ? view.metres() : 0);
    double poleward = Math.max(Math.abs(near.getMinY()), Math.abs(near.getMaxY()));
    Coordinate east = new TangentPlane(poleward, 0).at(metres, 90);
    Coordinate north = new TangentPlane(0, 0).at(metres, 0); // a degree is shortest there
    near.expandBy(east.x * 1.01, north.y);
  }

  /**
   * Where a car can have been when it saw the area, for searching an index: boxes of longitudes
   * within ±180 and latitudes, in degrees; two where they cross the antimeridian.
   */
  public List<Envelope> reach() {
    List<Envelope> reach = new ArrayList<>();
    for (int turn = -360; turn <= 360; turn += 360) {
      double west = Math.max(-180, near.getMinX() + turn);
      double east = Math.min(180, near.getMaxX() + turn);
      if (west <= east) {
        reach.add(new Envelope(west, east, near.getMinY(), near.getMaxY()));
      }
    }
    return reach;
  }

  /** How sure it is that the area was seen on a step, its end included, its beginning as a way. */
  public Certainty on(Step step) {
    if (isFar(step)) {
      return Certainty.NONE;
    }
    Certainty at = at(step.to()).atMost(mostOf(step));
    return at == Certainty.CERTAIN || step.isPoint() ? at : at.or(onTheWay(step));
  }

  private static Certainty mostOf(Step step) {
    if (step.to().has(TrackPoint.IMPLAUSIBLE)) {
      return Certainty.POSSIBLE;
    }
    if (!step.arrives()) {
      return step.isStraight() ? Certainty.LIKELY : Certainty.POSSIBLE;
    }
    return Certainty.CERTAIN;
  }

  private Certainty at(TrackPoint fix) {
    Geometry point = SHAPES.createPoint(place(fix));
    Certainty inside = Certainty.NONE;
    if (area.meets(point)) {
      boolean sure =
          !Double.isNaN(fix.accuracy())
              && area.covers(new TangentPlane(fix.latitude(), fix.longitude()).disc(error(fix)));
      inside = sure ? Certainty.CERTAIN : Certainty.LIKELY;
    } else if (area.meets(disc(fix, error(fix)))) {
      inside = Certainty.POSSIBLE;
    }
    return seen == Seen.INSIDE || inside == Certainty.CERTAIN
        ? inside
        : inside.or(sector.from(fix, fix.course(), error(fix)));
  }

  private Certainty onTheWay(Step step) {
    double metres = metres(step);
    double whole = metres / step.part();
    if (whole > Step.FASTEST * step.silenceNanos() / 1e9 + MOST_ERROR) {
      return Certainty.NONE; // no car drove this way
    }
    Certainty best = step.isStraight() ? Certainty.LIKELY : Certainty.POSSIBLE;
    Certainty inside = inside(step).atMost(best);
    return seen == Seen.INSIDE || inside == best
        ? inside
        : inside.or(sector.along(step, metres, error(step)).atMost(best));
  }

  private Certainty inside(Step step) {
    Coordinate from = place(step.from());
    Coordinate to = new Coordinate(from.x + step.eastward(), step.to().latitude());
    if (area.meets(SHAPES.createLineString(new Coordinate[] {from, to}))) {
      return Certainty.LIKELY;
    }
    Geometry corridor =
        SHAPES
            .createGeometryCollection(
                new Geometry[] {
                  new TangentPlane(from.y, from.x).disc(error(step)),
                  new TangentPlane(to.y, to.x).disc(error(step))
                })
            .convexHull();
    return area.meets(corridor) ? Certainty.POSSIBLE : Certainty.NONE;
  }

  /** Most of a track is elsewhere, and this costs next to nothing. */
  private boolean isFar(Step step) {
    double south = Math.min(step.from().latitude(), step.to().latitude());
    double north = Math.max(step.from().latitude(), step.to().latitude());
    double west = step.from().longitude() + Math.min(0, step.eastward());
    double east = step.from().longitude() + Math.max(0, step.eastward());
    return south > near.getMaxY() || north < near.getMinY() || isFarEastOrWest(west, east);
  }

  private boolean isFarEastOrWest(double west, double east) {
    return IntStream.of(0, 360, -360)
        .noneMatch(turn -> west + turn <= near.getMaxX() && east + turn >= near.getMinX());
  }

  private static Geometry disc(TrackPoint fix, double metres) {
    return new TangentPlane(fix.latitude(), fix.longitude()).disc(metres);
  }

  private static double metres(Step step) {
    return Geodesic.WGS84.Inverse(
            step.from().latitude(),
            step.from().longitude(),
            step.to().latitude(),
            step.to().longitude(),
            GeodesicMask.DISTANCE)
        .s12;
  }

  private static double error(Step step) {
    return Math.max(error(step.from()), error(step.to()));
  }

  private static double error(TrackPoint fix) {
    return Double.isNaN(fix.accuracy())
        ? USUAL_ERROR
        : Math.min(MOST_ERROR, OF_95 * fix.accuracy());
  }

  private static Coordinate place(TrackPoint point) {
    return new Coordinate(point.longitude(), point.latitude());
  }
}
