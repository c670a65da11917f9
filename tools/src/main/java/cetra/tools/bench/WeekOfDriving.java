package cetra.tools.bench;

import cetra.wire.evidence.TrackPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A car that drives a grid of streets for days and never parks: ten fixes a second, a turn at every
 * second crossing or so, a stop at some. The same seed is the same week.
 */
final class WeekOfDriving {
  static final Instant BEGIN = Instant.parse("2026-04-01T00:00:00Z");
  static final double SOUTH = 35.30;
  static final double WEST = 139.05;

  /** The town is as wide as that, in degrees. */
  static final double WIDTH = 0.18;

  private static final double BLOCK = 0.0018;
  private static final double METRES_PER_DEGREE = 111_000;
  private static final long STEP_NANOS = 100_000_000;

  private final Random random;
  private double latitude = SOUTH + WIDTH / 2;
  private double longitude = WEST + WIDTH / 2;
  private int heading;
  private double toCrossing = BLOCK;
  private int standing;
  private long nanos;

  WeekOfDriving(long seed) {
    this.random = new Random(seed);
  }

  /** The fixes of the next seconds. */
  List<TrackPoint> next(int seconds) {
    List<TrackPoint> fixes = new ArrayList<>();
    for (int i = 0; i < seconds * 10; i++) {
      double speed = move();
      fixes.add(
          new TrackPoint(
              nanos,
              BEGIN.plusNanos(nanos),
              latitude + random.nextGaussian() * 5e-6,
              longitude + random.nextGaussian() * 5e-6,
              speed,
              heading,
              2.5));
      nanos += STEP_NANOS;
    }
    return fixes;
  }

  private double move() {
    if (standing > 0) {
      standing--;
      return 0;
    }
    double speed = 9 + 4 * Math.sin(nanos / 3e10);
    double degrees = speed * STEP_NANOS / 1e9 / METRES_PER_DEGREE;
    latitude += degrees * Math.cos(Math.toRadians(heading));
    longitude += degrees * Math.sin(Math.toRadians(heading)) / Math.cos(Math.toRadians(SOUTH));
    toCrossing -= degrees;
    if (toCrossing <= 0) {
      cross();
    }
    return speed;
  }

  private void cross() {
    toCrossing = BLOCK;
    standing = random.nextInt(3) == 0 ? random.nextInt(600) : 0;
    boolean leaves =
        latitude < SOUTH
            || latitude > SOUTH + WIDTH
            || longitude < WEST
            || longitude > WEST + WIDTH;
    int turn = leaves ? 180 : 90 * (random.nextInt(3) - 1);
    heading = (heading + turn + 360) % 360;
  }
}
