package cetra.hardware;

import java.time.Instant;

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
 */
public record Fix(
    long nanos,
    Instant utc,
    double latitude,
    double longitude,
    double speed,
    double course,
    double accuracy) {
  /** Refuses positions that are not on the Earth. */
  public Fix {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "position " + latitude + "," + longitude + " is outside ±90,±180 degrees");
    }
  }
}
