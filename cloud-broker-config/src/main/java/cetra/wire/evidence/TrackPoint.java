package cetra.wire.evidence;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One fix as it is recorded: 32 octets, big-endian.
 *
 * <pre>
 *  0        8        16       20       24       26       28       30       32
 *  | nanos  | utc ms | lat e7 | lon e7 | cm/s   | 0.01°  | dm     | marks  |
 * </pre>
 *
 * @param nanos monotonic time of the boot
 * @param utc what the receiver said, to the millisecond
 * @param latitude degrees
 * @param longitude degrees
 * @param speed metres a second; NaN where unknown
 * @param course degrees from true north; NaN where unknown
 * @param accuracy radius in metres that holds the true position with 68 %; NaN where unknown
 * @param marks what the recorder thought of it: {@link #IMPLAUSIBLE}, {@link #COURSE_HELD}; 0 where
 *     nothing is to be said
 */
public record TrackPoint(
    long nanos,
    Instant utc,
    double latitude,
    double longitude,
    double speed,
    double course,
    double accuracy,
    int marks) {
  /** Mark: no car moves as this position wants; it is kept, and not believed. */
  public static final int IMPLAUSIBLE = 1;

  /** Mark: the car stood; its course is the one with which it came to stand. */
  public static final int COURSE_HELD = 2;

  /** Octets of one point. */
  public static final int BYTES = 32;

  private static final double DEGREE = 1e7;
  private static final int UNKNOWN = 0xffff;

  /**
   * Refuses what is not on the Earth, and rounds to what the 32 octets hold, so that a point is the
   * same before and after it is read.
   */
  public TrackPoint {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw new IllegalArgumentException(
          "position " + latitude + "," + longitude + " is outside ±90,±180 degrees");
    }
    utc = utc.truncatedTo(ChronoUnit.MILLIS);
    latitude = Math.round(latitude * DEGREE) / DEGREE;
    longitude = Math.round(longitude * DEGREE) / DEGREE;
    speed = known(unsigned(speed * 100), 100);
    course = known(unsigned(course * 100), 100);
    accuracy = known(unsigned(accuracy * 10), 10);
    marks = marks & UNKNOWN;
  }

  /** A point of which nothing is to be said. */
  public TrackPoint(
      long nanos,
      Instant utc,
      double latitude,
      double longitude,
      double speed,
      double course,
      double accuracy) {
    this(nanos, utc, latitude, longitude, speed, course, accuracy, 0);
  }

  /** Whether it carries a mark. */
  public boolean has(int mark) {
    return (marks & mark) != 0;
  }

  /** Appends this point. */
  public void write(ByteBuffer to) {
    to.putLong(nanos)
        .putLong(utc.toEpochMilli())
        .putInt((int) Math.round(latitude * DEGREE))
        .putInt((int) Math.round(longitude * DEGREE))
        .putShort(unsigned(speed * 100))
        .putShort(unsigned(course * 100))
        .putShort(unsigned(accuracy * 10))
        .putShort((short) marks);
  }

  /** Reads the next point. */
  public static TrackPoint read(ByteBuffer from) {
    return new TrackPoint(
        from.getLong(),
        Instant.ofEpochMilli(from.getLong()),
        from.getInt() / DEGREE,
        from.getInt() / DEGREE,
        known(from.getShort(), 100),
        known(from.getShort(), 100),
        known(from.getShort(), 10),
        Short.toUnsignedInt(from.getShort()));
  }

  /** Writes a track. */
  public static byte[] bytes(List<TrackPoint> track) {
    ByteBuffer buffer = ByteBuffer.allocate(track.size() * BYTES);
    track.forEach(point -> point.write(buffer));
    return buffer.array();
  }

  /** Reads a track; what is left over at its end is no point. */
  public static List<TrackPoint> list(ByteBuffer bytes) {
    List<TrackPoint> track = new ArrayList<>();
    while (bytes.remaining() >= BYTES) {
      track.add(read(bytes));
    }
    return track;
  }

  private static short unsigned(double value) {
    return (short) (Double.isNaN(value) ? UNKNOWN : Math.clamp(Math.round(value), 0, UNKNOWN - 1));
  }

  private static double known(short value, double unit) {
    int unsigned = Short.toUnsignedInt(value);
    return unsigned == UNKNOWN ? Double.NaN : unsigned / unit;
  }
}
