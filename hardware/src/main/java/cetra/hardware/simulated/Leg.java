package cetra.hardware.simulated;

/**
 * A straight line between two near places, on a plane that touches the Earth there.
 *
 * <p>Good to 0.1 % for legs up to some 50 km, outside the polar regions.
 *
 * @param east metres
 * @param north metres
 */
public record Leg(double east, double north) {
  /** Metres in one degree of latitude, on a sphere with the mean radius of WGS 84. */
  static final double METRES_PER_DEGREE = Math.toRadians(6_371_008.8);

  /** From one place to another, the short way round; all in degrees. */
  public static Leg between(double latitude, double longitude, double toLatitude, double to) {
    double middle = Math.toRadians((latitude + toLatitude) / 2);
    double turn = Math.IEEEremainder(to - longitude, 360);
    return new Leg(
        turn * Math.cos(middle) * METRES_PER_DEGREE, (toLatitude - latitude) * METRES_PER_DEGREE);
  }

  /** Metres. */
  public double length() {
    return Math.hypot(east, north);
  }

  /** Degrees clockwise from north, 0 to 360. */
  public double course() {
    double course = Math.toDegrees(Math.atan2(east, north));
    return course < 0 ? course + 360 : course;
  }
}
