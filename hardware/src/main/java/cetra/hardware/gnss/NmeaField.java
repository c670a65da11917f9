package cetra.hardware.gnss;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads times, dates and angles as NMEA 0183 writes them. */
final class NmeaField {
  private NmeaField() {}

  /** Seconds since UTC midnight of {@code hhmmss.sss}; 60 is a leap second; NaN where malformed. */
  static double secondOfDay(String text) {
    if (!text.matches("\\d{6}(\\.\\d*)?")) {
      return Double.NaN;
    }
    int hour = Integer.parseInt(text, 0, 2, 10);
    int minute = Integer.parseInt(text, 2, 4, 10);
    double second = Double.parseDouble(text.substring(4));
    boolean clock = hour < 24 && minute < 60 && second < 61;
    return clock ? hour * 3600 + minute * 60 + second : Double.NaN;
  }

  /** The date of {@code ddmmyy}, years 1980 to 2079; null where malformed. */
  static @Nullable LocalDate date(String text) {
    if (!text.matches("\\d{6}")) {
      return null;
    }
    int year = Integer.parseInt(text, 4, 6, 10);
    return date(
        text.substring(0, 2), text.substring(2, 4), (year < 80 ? "20" : "19") + text.substring(4));
  }

  /** The date of day, month and four-digit year; null where malformed. */
  static @Nullable LocalDate date(String day, String month, String year) {
    if (!(day.matches("\\d\\d?") && month.matches("\\d\\d?") && year.matches("\\d{4}"))) {
      return null;
    }
    try {
      return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  /** Degrees of {@code dddmm.mmmm} and its hemisphere; NaN where malformed or above the most. */
  static double degrees(String text, String side, String plus, String minus, int most) {
    boolean negative = side.equals(minus);
    if (!(negative || side.equals(plus)) || !text.matches("\\d{3,5}(\\.\\d*)?")) {
      return Double.NaN;
    }
    double value = Double.parseDouble(text);
    double whole = Math.floor(value / 100);
    double minutes = value - whole * 100;
    double degrees = whole + minutes / 60;
    return minutes < 60 && degrees <= most ? (negative ? -degrees : degrees) : Double.NaN;
  }
}
