package cetra.tools.gnss;

import cetra.hardware.Fix;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One fix as a line of CSV, RFC 4180; what is unknown is empty. */
final class FixLine {
  /** The names of the columns: UTC, degrees, metres a second, degrees, metres. */
  static final String HEADER = "time,lat,lon,speed,course,accuracy,type,satellites";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private FixLine() {}

  static String of(Fix fix) {
    return String.join(
        ",",
        TIME.format(fix.utc()),
        number("%.8f", fix.latitude()),
        number("%.8f", fix.longitude()),
        number("%.3f", fix.speed()),
        number("%.2f", fix.course()),
        number("%.2f", fix.accuracy()),
        fix.type().text(),
        fix.satellites() == Fix.UNKNOWN_SATELLITES ? "" : Integer.toString(fix.satellites()));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
