package cetra.agent.record;

import cetra.hardware.Fix;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.order.Step;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.jspecify.annotations.Nullable;

/**
 * Turns fixes into recorded points and marks those that no car can have had: antenna jumps, echoes
 * between houses, a wild first fix after a tunnel. They are kept as the receiver gave them.
 *
 * <p>Each fix is held against the last one that was believed. When some in a row agree with each
 * other and not with that, it was that one that was wrong. Used by one thread.
 */
final class Plausibility {
  /** A car brakes with little more than 1 g, in m/s². */
  private static final double HARDEST = 12;

  /** Below this a receiver's course is noise, in m/s. */
  private static final double STANDING = 1;

  /** What a position may be off that does not say it, in metres. */
  private static final double USUAL_ERROR = 15;

  /** Positions are off by more than their 68 % once in a while. */
  private static final double OUTLIER = 3;

  /** Over a longer time than this, in seconds, the speeds at both ends tell nothing of the way. */
  private static final double SAME_SPEED = 5;

  private static final int AGREEING = 5;

  private @Nullable Fix believed;
  private @Nullable Fix doubted;
  private int agreeing;
  private double course = Double.NaN;

  /** The point of the next fix. */
  TrackPoint judge(Fix fix) {
    boolean plausible = believed == null || follows(believed, fix) || isInsistent(fix);
    if (believed != null && seconds(believed, fix) > Step.LONGEST.toSeconds()) {
      course = Double.NaN; // it may have turned meanwhile
    }
    if (!plausible) {
      return point(fix, fix.course(), TrackPoint.IMPLAUSIBLE);
    }
    believed = fix;
    doubted = null;
    return heading(fix);
  }

  /** A car that stands keeps the course with which it came to stand. */
  private TrackPoint heading(Fix fix) {
    boolean known = !Double.isNaN(fix.course()) && !(fix.speed() < STANDING);
    if (!known && !Double.isNaN(course)) {
      return point(fix, course, TrackPoint.COURSE_HELD);
    }
    course = known ? fix.course() : course;
    return point(fix, known ? course : Double.NaN, 0);
  }

  private boolean isInsistent(Fix fix) {
    agreeing = doubted != null && follows(doubted, fix) ? agreeing + 1 : 1;
    doubted = fix;
    return agreeing >= AGREEING;
  }

  private static boolean follows(Fix from, Fix to) {
    double seconds = seconds(from, to);
    double slack = OUTLIER * (error(from) + error(to));
    double metres = metres(from, to);
    if (seconds < 0 || metres > Step.FASTEST * seconds + slack || to.speed() > Step.FASTEST) {
      return false;
    }
    double faster = Math.max(from.speed(), to.speed());
    return Double.isNaN(faster)
        || seconds > SAME_SPEED
        || (metres <= (faster + HARDEST * seconds) * seconds + slack
            && Math.abs(to.speed() - from.speed()) <= HARDEST * Math.max(1, seconds));
  }

  private static double seconds(Fix from, Fix to) {
    return (to.nanos() - from.nanos()) / 1e9;
  }

  private static double metres(Fix from, Fix to) {
    return Geodesic.WGS84.Inverse(
            from.latitude(), from.longitude(), to.latitude(), to.longitude(), GeodesicMask.DISTANCE)
        .s12;
  }

  private static double error(Fix fix) {
    return Double.isNaN(fix.accuracy()) ? USUAL_ERROR : fix.accuracy();
  }

  private static TrackPoint point(Fix fix, double course, int marks) {
    return new TrackPoint(
        fix.nanos(),
        fix.utc(),
        fix.latitude(),
        fix.longitude(),
        fix.speed(),
        course,
        fix.accuracy(),
        marks);
  }
}
