package cetra.agent.match;

import cetra.agent.index.TrackStore;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.TrackPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A made-up drive: with bursts, silences, standing, implausible fixes; somewhere on the Earth, the
 * antimeridian included; recorded without a gap.
 *
 * @param boot its name
 * @param zero when its monotonic clock stood at zero
 * @param boundMillis how far that may be off
 * @param track as measured
 */
record RandomDrive(String boot, Instant zero, long boundMillis, List<TrackPoint> track) {
  private static final double[][] PLACES = {
    {35.33, 139.12},
    {52, 179.999},
    {-16.8, -179.999},
    {-33.86, 151.2},
    {69.65, 18.95},
    {0.001, 0.001}
  };

  /** Seconds from one fix to the next; both sides of each limit are among them. */
  private static final double[] STEPS = {
    0.1, 0.1, 1, 1, 1, 1, 1, 5, 30, 119.9, 120, 120.1, 300, 600, 600.1, 1000
  };

  private static final long TEN_SECONDS = 10_000_000_000L;

  static final double METRES_PER_DEGREE = 111_200;

  static RandomDrive of(Random random, String boot, Instant zero) {
    double[] place = PLACES[random.nextInt(PLACES.length)];
    double latitude = place[0];
    double longitude = place[1];
    double heading = random.nextDouble(360);
    double nanos = 0;
    List<TrackPoint> track = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      double seconds = STEPS[random.nextInt(STEPS.length)];
      double speed = random.nextInt(4) == 0 ? 0 : random.nextDouble(45);
      heading += random.nextGaussian() * 30;
      nanos += seconds * 1e9;
      double metres = speed * Math.min(seconds, 60);
      latitude += metres * Math.cos(Math.toRadians(heading)) / METRES_PER_DEGREE;
      longitude += metres * Math.sin(Math.toRadians(heading)) / metresPerDegreeEast(latitude);
      track.add(
          new TrackPoint(
              Math.round(nanos),
              zero.plusNanos(Math.round(nanos)),
              latitude,
              Math.IEEEremainder(longitude, 360),
              speed,
              (heading % 360 + 360) % 360,
              random.nextInt(5) == 0 ? Double.NaN : random.nextDouble(1, 40),
              random.nextInt(12) == 0 ? TrackPoint.IMPLAUSIBLE : 0));
    }
    return new RandomDrive(boot, zero, random.nextLong(1, 2000), track);
  }

  static double metresPerDegreeEast(double latitude) {
    return METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
  }

  /** The same where every fix is plausible. */
  RandomDrive believed() {
    return new RandomDrive(
        boot,
        zero,
        boundMillis,
        track.stream().filter(fix -> !fix.has(TrackPoint.IMPLAUSIBLE)).toList());
  }

  /** How a receiver, and a clock, that are both off by what they may be would have seen it. */
  RandomDrive measured(Random random) {
    double accuracy = random.nextDouble(1, 30);
    double metres = accuracy * random.nextDouble(1.6);
    double direction = Math.toRadians(random.nextDouble(360));
    long late = Math.round((boundMillis - 1) * 1e6 * random.nextDouble(-1, 1));
    List<TrackPoint> measured = new ArrayList<>();
    for (TrackPoint fix : track) {
      double east = metres * Math.sin(direction) / metresPerDegreeEast(fix.latitude());
      measured.add(
          new TrackPoint(
              fix.nanos() + late + TEN_SECONDS,
              fix.utc(),
              fix.latitude() + metres * Math.cos(direction) / METRES_PER_DEGREE,
              Math.IEEEremainder(fix.longitude() + east, 360),
              fix.speed(),
              fix.course(),
              accuracy));
    }
    return new RandomDrive(boot, zero.minusNanos(TEN_SECONDS), boundMillis, measured);
  }

  /** Indexes it as a recorder would, in segments; returns the number of the next one. */
  long index(TrackStore store, Random random, long segment) {
    store.learned(boot, new UtcEstimate(zero, boundMillis, "gnss"));
    long from = 0;
    long end = track.getLast().nanos() + Duration.ofSeconds(30).toNanos();
    while (from < end) {
      long to = from + Duration.ofSeconds(random.nextInt(8, 60)).toNanos();
      store.add(new TrackStore.Footage(segment++, boot, "init", from, to), 1000, between(from, to));
      from = to;
    }
    return segment;
  }

  private List<TrackPoint> between(long from, long to) {
    return track.stream().filter(fix -> fix.nanos() >= from && fix.nanos() < to).toList();
  }

  long nanos(Instant instant) {
    return Duration.between(zero, instant).toNanos();
  }
}
