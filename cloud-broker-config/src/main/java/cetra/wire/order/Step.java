package cetra.wire.order;

import cetra.wire.evidence.TrackPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * A car's way from one fix to the next.
 *
 * @param from where it begins
 * @param to where it ends; {@code from} itself where nothing is known of the way to it
 * @param arrives whether its end is a fix, and not a place where the car is only taken to have been
 * @param silenceNanos the time between the two fixes, of which this may be a part only
 */
public record Step(TrackPoint from, TrackPoint to, boolean arrives, long silenceNanos) {
  /** The longest time between two fixes in which the car is taken to have driven straight. */
  public static final Duration LONGEST = Duration.ofMinutes(2);

  /** Somewhere between two fixes that are not further apart the car possibly was. */
  public static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  /** No car is faster, in metres a second. */
  public static final double FASTEST = 70;

  /**
   * The steps of a track. A first fix, one after a longer silence and one that is not plausible
   * stand for themselves; the way goes on past one that is not plausible.
   *
   * @param track in the order of time
   */
  public static List<Step> of(List<TrackPoint> track) {
    List<Step> steps = new ArrayList<>(track.size());
    @Nullable TrackPoint last = null;
    for (TrackPoint point : track) {
      boolean plausible = !point.has(TrackPoint.IMPLAUSIBLE);
      steps.add(plausible && last != null ? between(last, point) : new Step(point, point, true, 0));
      last = plausible ? point : last;
    }
    return steps;
  }

  private static Step between(TrackPoint from, TrackPoint to) {
    long silence = to.nanos() - from.nanos();
    return new Step(silence > LONGEST_SILENCE.toNanos() ? to : from, to, true, silence);
  }

  /** Whether it is a place and no way. */
  boolean isPoint() {
    return from.nanos() == to.nanos();
  }

  /** How much of the time between the two fixes this is, above 0 to 1. */
  double part() {
    return (double) (to.nanos() - from.nanos()) / silenceNanos;
  }

  /** Whether the two fixes are close enough for a straight way between them. */
  boolean isStraight() {
    return silenceNanos <= LONGEST.toNanos();
  }

  /** The part in a half-open monotonic time. */
  public Optional<Step> within(long fromNanos, long toNanos) {
    if (to.nanos() < fromNanos || from.nanos() >= toNanos) {
      return Optional.empty();
    }
    return from.nanos() >= fromNanos && to.nanos() < toNanos
        ? Optional.of(this)
        : Optional.of(
            new Step(
                at(Math.max(from.nanos(), fromNanos)),
                at(Math.min(to.nanos(), toNanos - 1)),
                arrives && to.nanos() < toNanos,
                silenceNanos));
  }

  /** Where the car is taken to have been at a time between; a place, and no fix. */
  TrackPoint at(long nanos) {
    if (nanos == from.nanos() || nanos == to.nanos()) {
      return nanos == from.nanos() ? from : to;
    }
    double part = (double) (nanos - from.nanos()) / (to.nanos() - from.nanos());
    return new TrackPoint(
        nanos,
        from.utc().plusNanos(nanos - from.nanos()),
        from.latitude() + part * (to.latitude() - from.latitude()),
        Math.IEEEremainder(from.longitude() + part * eastward(), 360),
        from.speed(),
        from.course(),
        Math.max(from.accuracy(), to.accuracy()),
        from.marks());
  }

  /**
   * A box of longitudes and latitudes around the straight way between two fixes; around the whole
   * Earth where it crosses the antimeridian, which is seldom.
   */
  public static Envelope box(TrackPoint from, TrackPoint to) {
    boolean crosses = Math.abs(to.longitude() - from.longitude()) > 180;
    return new Envelope(
        crosses ? -180 : from.longitude(),
        crosses ? 180 : to.longitude(),
        from.latitude(),
        to.latitude());
  }

  /** Degrees from the first to the last longitude, the short way around. */
  double eastward() {
    return Math.IEEEremainder(to.longitude() - from.longitude(), 360);
  }
}
