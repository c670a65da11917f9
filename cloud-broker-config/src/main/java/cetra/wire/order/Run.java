package cetra.wire.order;

import cetra.wire.evidence.TrackPoint;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/**
 * What is common to some steps in a row: enough to tell of most of a long drive, without a look at
 * each step, that it was far from an area or well inside.
 *
 * @param box around all of them, longitudes within ±180 and latitudes in degrees
 * @param error the most that a position may be off, 95 %, in metres
 * @param sure whether every step leads straight to a plausible fix that knows how far it is off
 * @param fromNanos monotonic time of the first place
 * @param toNanos monotonic time of the last place
 */
public record Run(Envelope box, double error, boolean sure, long fromNanos, long toNanos) {
  /** The radius that holds 95 % of a round normal distribution, in radii that hold 68 %. */
  private static final double OF_95 = Math.sqrt(Math.log(0.05) / Math.log(0.32));

  /** What a receiver's position may be off that does not say it, and at most; 95 %, in metres. */
  private static final double USUAL_ERROR = 25;

  static final double MOST_ERROR = 100;

  /** Of at least one step. */
  public static Run of(List<Step> steps) {
    Envelope box = new Envelope();
    double error = 0;
    boolean sure = true;
    for (Step step : steps) {
      box.expandToInclude(Step.box(step.from(), step.to()));
      error = Math.max(error, error(step));
      sure &= step.isStraight() && step.arrives() && isSure(step.to());
    }
    return new Run(box, error, sure, steps.getFirst().from().nanos(), steps.getLast().to().nanos());
  }

  private static boolean isSure(TrackPoint fix) {
    return !fix.has(TrackPoint.IMPLAUSIBLE) && !Double.isNaN(fix.accuracy());
  }

  static double error(Step step) {
    return Math.max(error(step.from()), error(step.to()));
  }

  static double error(TrackPoint fix) {
    return Double.isNaN(fix.accuracy())
        ? USUAL_ERROR
        : Math.min(MOST_ERROR, OF_95 * fix.accuracy());
  }
}
