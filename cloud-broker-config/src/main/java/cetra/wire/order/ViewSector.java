package cetra.wire.order;

import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import cetra.wire.geo.TangentPlane;
import java.time.Duration;

/** Whether an area lies in the sector that a camera sees from a fix or along a way. */
final class ViewSector {
  /** A course may be off by so much, in degrees. */
  private static final double COURSE_ERROR = 10;

  /** An arc of 180° in so many chords lies within 0.4 m of one of 150 m. */
  private static final int CHORDS = 24;

  /** How far apart along a way the sector is looked at. */
  private static final double SAMPLE_METRES = 10;

  /** Over a longer time a car turns: then its way tells its course, and not its fixes. */
  private static final long TURN_NANOS = Duration.ofSeconds(3).toNanos();

  private final Area area;
  private final View view;

  ViewSector(Area area, View view) {
    this.area = area;
    this.view = view;
  }

  /** How far it reaches. */
  double metres() {
    return view.metres();
  }

  /**
   * From one place.
   *
   * @param course NaN where the car has never driven: it may look anywhere
   * @param error of the place, in metres
   */
  Certainty from(TrackPoint fix, double course, double error) {
    TangentPlane here = new TangentPlane(fix.latitude(), fix.longitude());
    double reach = view.metres() + error;
    if (!area.meets(here.disc(reach))) {
      return Certainty.NONE;
    }
    if (Double.isNaN(course)) {
      return Certainty.POSSIBLE;
    }
    double half = view.degrees() / 2;
    if (isSure(fix) && surelySees(here, course, half - COURSE_ERROR, error)) {
      return Certainty.CERTAIN;
    }
    if (sees(here, course, half, 0, view.metres())) {
      return Certainty.LIKELY;
    }
    return sees(here, course, half + COURSE_ERROR, 0, reach) ? Certainty.POSSIBLE : Certainty.NONE;
  }

  private static boolean isSure(TrackPoint fix) {
    return !Double.isNaN(fix.accuracy()) && !fix.has(TrackPoint.COURSE_HELD);
  }

  /** Of what is near, a small error of the place changes the direction much. */
  private boolean surelySees(TangentPlane here, double course, double half, double error) {
    double nearest = error / Math.sin(Math.toRadians(COURSE_ERROR));
    double farthest = view.metres() - error;
    return half > COURSE_ERROR
        && nearest < farthest
        && sees(here, course, half - COURSE_ERROR, nearest, farthest);
  }

  /** Along a way of a length in metres. */
  Certainty along(Step step, double metres, double error) {
    int samples = (int) Math.ceil(metres / SAMPLE_METRES);
    Certainty best = Certainty.NONE;
    for (int i = 0; i < samples && best.compareTo(Certainty.LIKELY) < 0; i++) {
      TrackPoint at = step.at(step.from().nanos() + nanos(step) * i / samples);
      best = best.or(from(at, course(step, (double) i / samples), error));
    }
    return best;
  }

  private static long nanos(Step step) {
    return step.to().nanos() - step.from().nanos();
  }

  private static double course(Step step, double part) {
    double from = step.from().course();
    double turn = Math.IEEEremainder(step.to().course() - from, 360);
    return step.silenceNanos() > TURN_NANOS || Double.isNaN(turn)
        ? azimuth(step)
        : from + part * turn;
  }

  private static double azimuth(Step step) {
    double north = step.to().latitude() - step.from().latitude();
    double east = step.eastward() * Math.cos(Math.toRadians(step.from().latitude()));
    return Math.toDegrees(Math.atan2(east, north));
  }

  private boolean sees(
      TangentPlane here, double course, double half, double nearest, double farthest) {
    return area.meets(here.sector(course - half, course + half, nearest, farthest, CHORDS));
  }
}
