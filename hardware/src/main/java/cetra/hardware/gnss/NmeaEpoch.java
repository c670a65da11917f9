package cetra.hardware.gnss;

import cetra.hardware.Fix;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What the sentences of one epoch say together. Used by one thread. */
final class NmeaEpoch {
  private static final double KNOT = 1852 / 3600.0;
  // Horizontal dilution times the range error of one satellite; the usual rule of thumb.
  private static final double METRES_PER_DILUTION = 5;
  // The circle with 68 % of a round normal distribution, in its standard deviations an axis.
  private static final double RADIUS_OF_68 = Math.sqrt(-2 * Math.log(1 - 0.68));

  private final long nanos;
  private final double secondOfDay;
  private boolean refused;
  private @Nullable LocalDate date;
  private double latitude = Double.NaN;
  private double longitude = Double.NaN;
  private double speed = Double.NaN;
  private double course = Double.NaN;
  private double dilution = Double.NaN;
  private double deviation = Double.NaN;

  /**
   * @param nanos when its first sentence arrived
   * @param secondOfDay UTC
   */
  NmeaEpoch(long nanos, double secondOfDay) {
    this.nanos = nanos;
    this.secondOfDay = secondOfDay;
  }

  double secondOfDay() {
    return secondOfDay;
  }

  /** The date its own sentences give, if any. */
  @Nullable LocalDate date() {
    return date;
  }

  void add(NmeaSentence sentence) {
    switch (sentence.type()) {
      case "RMC" -> recommendedMinimum(sentence);
      case "GGA" -> gpsFix(sentence);
      case "GNS" -> gnssFix(sentence);
      case "GST" -> errors(sentence);
      case "VTG" -> track(sentence);
      case "ZDA" -> date = NmeaField.date(sentence.field(1), sentence.field(2), sentence.field(3));
      default -> {
        // satellites, way-points and the like
      }
    }
  }

  /**
   * The fix.
   *
   * @param otherwise the date where its own sentences give none
   * @return null when a sentence of it says that the position is void, estimated, typed in or
   *     simulated, or when it has no position or no date
   */
  @Nullable Fix fix(@Nullable LocalDate otherwise) {
    LocalDate day = date != null ? date : otherwise;
    if (refused || day == null || Double.isNaN(latitude) || Double.isNaN(longitude)) {
      return null;
    }
    Instant utc =
        day.atStartOfDay(ZoneOffset.UTC).toInstant().plusMillis(Math.round(secondOfDay * 1e3));
    return new Fix(nanos, utc, latitude, longitude, speed, course, accuracy());
  }

  private double accuracy() {
    double metres = deviation > 0 ? deviation : dilution * METRES_PER_DILUTION;
    return metres > 0 ? metres : Double.NaN;
  }

  private void recommendedMinimum(NmeaSentence rmc) {
    refused |= !rmc.field(1).equals("A") || isGuess(rmc.field(11));
    position(rmc, 2);
    speed = notNegative(rmc.number(6) * KNOT);
    course = course(rmc.number(7));
    LocalDate own = NmeaField.date(rmc.field(8));
    date = own != null ? own : date;
  }

  private void gpsFix(NmeaSentence gga) {
    // 0 none, 6 dead reckoning, 7 typed in, 8 simulator.
    refused |= !gga.field(5).matches("[1-59]");
    position(gga, 1);
    dilution = gga.number(7);
  }

  private void gnssFix(NmeaSentence gns) {
    // One letter a constellation: those that have no part in the fix say N.
    refused |= gns.field(5).chars().allMatch(mode -> isGuess(Character.toString(mode)));
    position(gns, 1);
    dilution = gns.number(7);
  }

  private void errors(NmeaSentence gst) {
    double axis = Math.hypot(gst.number(5), gst.number(6)) / Math.sqrt(2);
    deviation = axis * RADIUS_OF_68;
  }

  private void track(NmeaSentence vtg) {
    speed = Double.isNaN(speed) ? notNegative(vtg.number(4) * KNOT) : speed;
    course = Double.isNaN(course) ? course(vtg.number(0)) : course;
  }

  private void position(NmeaSentence sentence, int at) {
    double north = NmeaField.degrees(sentence.field(at), sentence.field(at + 1), "N", "S", 90);
    double east = NmeaField.degrees(sentence.field(at + 2), sentence.field(at + 3), "E", "W", 180);
    if (!Double.isNaN(north) && !Double.isNaN(east)) {
      latitude = north;
      longitude = east;
    }
  }

  /** Estimated, manual, not valid, simulator. */
  private static boolean isGuess(String mode) {
    return mode.equals("E") || mode.equals("M") || mode.equals("N") || mode.equals("S");
  }

  private static double notNegative(double value) {
    return value >= 0 ? value : Double.NaN;
  }

  private static double course(double degrees) {
    return degrees >= 0 && degrees <= 360 ? degrees : Double.NaN;
  }
}
