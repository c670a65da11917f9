package cetra.wire.order;

import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import cetra.wire.geo.TangentPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Whether a car saw an area, and how sure that is; the device decides with it and the relay checks
 * with it. Safe for many threads.
 *
 * <p>Between two fixes the car is taken to have driven straight in longitude and latitude, as the
 * edges of an area are.
 */
public final class Sight {
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
    this.near = widened(area.shape().getEnvelopeInternal(), Run.MOST_ERROR + reachOfView());
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
    Certainty best = step.isStraight() ? Certainty.LIKELY : Certainty.POSSIBLE;
    return step.isPoint() || at.isAtLeast(best) ? at : at.or(onTheWay(step).atMost(best));
  }

  /** What holds for every step of a run; empty when only a look at each can tell. */
  public Optional<Certainty> onAll(Run run) {
    if (!area.meets(SHAPES.toGeometry(widened(run.box(), run.error() + reachOfView())))) {
      return Optional.of(Certainty.NONE);
    }
    return run.sure() && area.covers(SHAPES.toGeometry(widened(run.box(), run.error())))
        ? Optional.of(Certainty.CERTAIN)
        : Optional.empty();
  }

  private double reachOfView() {
    return seen == Seen.IN_VIEW ? sector.metres() : 0;
  }

  /** A box with a margin all around; the corners of a disc lie a little outside of it. */
  private static Envelope widened(Envelope box, double metres) {
    double poleward = Math.min(89, Math.max(Math.abs(box.getMinY()), Math.abs(box.getMaxY())));
    Envelope wide = new Envelope(box);
    wide.expandBy(
        new TangentPlane(poleward, 0).at(1.05 * metres, 90).x,
        new TangentPlane(0, 0).at(1.05 * metres, 0).y); // a degree is shortest there
    return wide;
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
    Coordinate place = place(fix);
    double error = Run.error(fix);
    Certainty inside = inside(place, place, error);
    if (inside == Certainty.LIKELY && !Double.isNaN(fix.accuracy()) && area.holds(place, error)) {
      return Certainty.CERTAIN;
    }
    return seen == Seen.INSIDE ? inside : inside.or(sector.from(fix, fix.course(), error));
  }

  private Certainty onTheWay(Step step) {
    Coordinate from = place(step.from());
    Coordinate to = new Coordinate(from.x + step.eastward(), step.to().latitude());
    Certainty sight = inside(from, to, Run.error(step));
    if (sight != Certainty.LIKELY && seen == Seen.IN_VIEW) {
      sight = sight.or(sector.along(step, metres(step), Run.error(step)));
    }
    return sight == Certainty.NONE || isDrivable(step) ? sight : Certainty.NONE;
  }

  private Certainty inside(Coordinate from, Coordinate to, double error) {
    if (area.isNear(from, to, 0)) {
      return Certainty.LIKELY;
    }
    return area.isNear(from, to, error) ? Certainty.POSSIBLE : Certainty.NONE;
  }

  private static boolean isDrivable(Step step) {
    double whole = metres(step) / step.part();
    return whole <= Step.FASTEST * step.silenceNanos() / 1e9 + Run.MOST_ERROR;
  }

  /** Most of a track is elsewhere, and this costs next to nothing. */
  private boolean isFar(Step step) {
    double south = Math.min(step.from().latitude(), step.to().latitude());
    double north = Math.max(step.from().latitude(), step.to().latitude());
    double west = step.from().longitude() + Math.min(0, step.eastward());
    double east = step.from().longitude() + Math.max(0, step.eastward());
    return south > near.getMaxY()
        || north < near.getMinY()
        || !(isNear(west, east)
            || isNear(west + 360, east + 360)
            || isNear(west - 360, east - 360));
  }

  private boolean isNear(double west, double east) {
    return west <= near.getMaxX() && east >= near.getMinX();
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

  private static Coordinate place(TrackPoint point) {
    return new Coordinate(point.longitude(), point.latitude());
  }
}
