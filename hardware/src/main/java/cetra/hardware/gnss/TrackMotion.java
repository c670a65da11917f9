package cetra.hardware.gnss;

import cetra.hardware.Fix;
import cetra.hardware.simulated.Leg;
import io.jenetics.jpx.Degrees;
import io.jenetics.jpx.Speed;
import io.jenetics.jpx.UInt;
import io.jenetics.jpx.WayPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Speed and course of track points that lack them, from the points beside them. */
final class TrackMotion {
  // Further apart, the straight line between two points says little about either.
  private static final Duration NEAR = Duration.ofSeconds(30);
  // Below, the direction is that of the receiver's noise.
  private static final double SHORTEST = 1;

  private final List<WayPoint> points;

  private TrackMotion(List<WayPoint> points) {
    this.points = points;
  }

  /**
   * One fix a point.
   *
   * @param points with times that never fall
   */
  static List<Fix> fixes(List<WayPoint> points) {
    TrackMotion motion = new TrackMotion(points);
    return IntStream.range(0, points.size()).mapToObj(motion::fix).toList();
  }

  private Fix fix(int index) {
    WayPoint point = points.get(index);
    int before = index > 0 && near(index - 1, index) ? index - 1 : index;
    int after = index + 1 < points.size() && near(index, index + 1) ? index + 1 : index;
    Leg leg = leg(points.get(before), points.get(after));
    double seconds = Duration.between(time(before), time(after)).toNanos() / 1e9;
    double speed = seconds > 0 ? leg.length() / seconds : Double.NaN;
    double course = leg.length() >= SHORTEST ? leg.course() : Double.NaN;
    return new Fix(
        0,
        time(index),
        point.getLatitude().doubleValue(),
        point.getLongitude().doubleValue(),
        told(point.getSpeed().map(TrackMotion::speed), Double.MAX_VALUE).orElse(speed),
        told(point.getCourse().map(Degrees::toDegrees), 360).orElse(course),
        told(point.getHdop().map(Dilution::metres), Double.MAX_VALUE)
            .filter(metres -> metres > 0)
            .orElse(Double.NaN),
        point.getFix().map(TrackMotion::type).orElse(Fix.Type.UNKNOWN),
        point.getSat().map(UInt::intValue).orElse(Fix.UNKNOWN_SATELLITES));
  }

  private static double speed(Speed told) {
    return told.to(Speed.Unit.METERS_PER_SECOND);
  }

  /** A document may tell anything. */
  private static Optional<Double> told(Optional<Double> value, double most) {
    return value.filter(number -> number >= 0 && number <= most);
  }

  private static Fix.Type type(io.jenetics.jpx.Fix told) {
    return switch (told) {
      case NONE -> Fix.Type.UNKNOWN;
      case DIM_2 -> Fix.Type.TWO_DIMENSIONAL;
      case DIM_3 -> Fix.Type.AUTONOMOUS;
      case DGPS -> Fix.Type.DIFFERENTIAL;
      case PPS -> Fix.Type.PRECISE;
    };
  }

  private boolean near(int one, int other) {
    return Duration.between(time(one), time(other)).compareTo(NEAR) <= 0;
  }

  private Instant time(int index) {
    return points.get(index).getTime().orElseThrow();
  }

  private static Leg leg(WayPoint from, WayPoint to) {
    return Leg.between(
        from.getLatitude().doubleValue(),
        from.getLongitude().doubleValue(),
        to.getLatitude().doubleValue(),
        to.getLongitude().doubleValue());
  }
}
