package cetra.tools.demo;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.sf.geographiclib.Geodesic;

/**
 * A real drive and real footage in car 1: the drive ends now, and the order asks for a place and
 * time on it where the car moved and was well away from both ends of the trip.
 */
final class RealDrive {
  private static final double MOVING = 3;
  private static final double AWAY_METRES = 300;
  private static final double RADIUS = 60;
  private static final Duration BEFORE_SCENE = Duration.ofMinutes(3);
  private static final Duration LONGEST = Duration.ofDays(2);
  private static final Duration RECENT = Duration.ofSeconds(40);

  private final List<Fix> fixes;
  private final Fix chosen;
  private final String video;
  private final String gnss;
  private final Instant now;

  /**
   * Reads a drive.
   *
   * @throws IOException when the file cannot be read, or the car never moved
   */
  RealDrive(Path video, Path nmea, Instant now) throws IOException, InterruptedException {
    this.now = now;
    this.video = "file:" + encoded(video);
    this.gnss = "nmea:" + encoded(nmea) + "?ends=" + now;
    this.fixes = read(gnss, now);
    this.chosen = choose(nmea);
  }

  Scene scene() {
    return new Scene(chosen.latitude(), chosen.longitude(), RADIUS, chosen.utc());
  }

  CarPlan car(Duration atLeast) {
    Duration sinceScene = Duration.between(chosen.utc(), now).plus(BEFORE_SCENE);
    Duration history = sinceScene.compareTo(atLeast) > 0 ? sinceScene : atLeast;
    return new CarPlan(1, video, gnss, history, true, true);
  }

  /** The latest fix that was on the move and away from where the trip ended. */
  private Fix choose(Path nmea) throws IOException {
    Fix end = fixes.isEmpty() ? null : fixes.getLast();
    if (end != null) {
      for (Fix fix : fixes.reversed()) {
        boolean early = Duration.between(fix.utc(), now).compareTo(RECENT) > 0;
        if (early && fix.speed() > MOVING && metres(fix, end) > AWAY_METRES) {
          return fix;
        }
      }
    }
    throw new IOException(nmea + ": the car never moves, so there is nothing to order");
  }

  private static List<Fix> read(String spec, Instant now) throws IOException, InterruptedException {
    BoardClock longAgo =
        new BoardClock() {
          @Override
          public long nanos() {
            return LONGEST.toNanos();
          }

          @Override
          public Instant utc() {
            return now;
          }
        };
    List<Fix> fixes = new ArrayList<>();
    try (GnssReceiver receiver = Driver.open(GnssReceiver.class, DeviceSpec.parse(spec), longAgo)) {
      for (Fix fix = receiver.read(); fix != null; fix = receiver.read()) {
        fixes.add(fix);
      }
    }
    return fixes;
  }

  private static double metres(Fix one, Fix other) {
    return Geodesic.WGS84.Inverse(
            one.latitude(), one.longitude(), other.latitude(), other.longitude())
        .s12;
  }

  private static String encoded(Path path) {
    try {
      return new URI(null, null, path.toAbsolutePath().toString(), null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path + " cannot be written as an address", e);
    }
  }
}
