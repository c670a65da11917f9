package cetra.hardware.simulated;

/**
 * Where a simulated vehicle is, on WGS 84.
 *
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param course degrees clockwise from true north, 0 to 360; NaN where the route has no length
 * @param speed metres a second
 */
public record Place(double latitude, double longitude, double course, double speed) {
  /** The place this many metres off, with the same course and speed. */
  public Place moved(double east, double north) {
    double to = latitude + north / Leg.METRES_PER_DEGREE;
    double turn = east / (Leg.METRES_PER_DEGREE * Math.cos(Math.toRadians((latitude + to) / 2)));
    return new Place(to, Math.IEEEremainder(longitude + turn, 360), course, speed);
  }
}
