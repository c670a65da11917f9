package cetra.hardware;

import java.time.Instant;
import java.util.Locale;

/**
 * One epoch of a satellite navigation receiver, position on WGS 84.
 *
 * @param nanos when it arrived, on {@link BoardClock#nanos()}
 * @param utc the instant it speaks of, as the receiver says
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param speed metres a second; NaN where unknown
 * @param course degrees clockwise from true north, 0 to 360; NaN where unknown
 * @param accuracy radius in metres that holds the true position with 68 %; NaN where unknown
 * @param type how the position was found
 * @param satellites used for it, as the receiver says; {@link #UNKNOWN_SATELLITES} where unknown
 */
public record Fix(
    long nanos,
    Instant utc,
    double latitude,
    double longitude,
    double speed,
    double course,
    double accuracy,
    Type type,
    int satellites) {
  /** Stands for a number of satellites that nobody said. */
  public static final int UNKNOWN_SATELLITES = -1;

  /** How a position was found, in the terms of NMEA 0183's quality and mode indicators. */
  public enum Type {
    /** Nobody said. */
    UNKNOWN,
    /** Satellites alone and too few for a height, which is assumed. */
    TWO_DIMENSIONAL,
    /** Satellites alone. */
    AUTONOMOUS,
    /** Corrected by a reference station or by SBAS. */
    DIFFERENTIAL,
    /** No degradation, such as by an encrypted service. */
    PRECISE,
    /** Real-time kinematic, ambiguities as real numbers. */
    RTK_FLOAT,
    /** Real-time kinematic, ambiguities resolved. */
    RTK_FIXED;

    /** The name in lower case with hyphens. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A fix of a device that knows neither how it was found nor by how many satellites. */
  public Fix(
      long nanos,
      Instant utc,
      double latitude,
      double longitude,
      double speed,
      double course,
      double accuracy) {
    this(
        nanos, utc, latitude, longitude, speed, course, accuracy, Type.UNKNOWN, UNKNOWN_SATELLITES);
  }

  /** Refuses positions that are not on the Earth. */
  public Fix {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "position " + latitude + "," + longitude + " is outside ±90,±180 degrees");
    }
  }

  /** The same fix, arrived and dated at another time. */
  public Fix at(long otherNanos, Instant otherUtc) {
    return new Fix(
        otherNanos, otherUtc, latitude, longitude, speed, course, accuracy, type, satellites);
  }
}
