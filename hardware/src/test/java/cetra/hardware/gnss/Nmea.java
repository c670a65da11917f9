package cetra.hardware.gnss;

import cetra.hardware.Fix;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a receiver writes, and what is read of it. */
final class Nmea {
  static final String PLACE = "3526.6220,N,13938.2800,E";

  private Nmea() {}

  /** A body with its frame and its checksum. */
  static String sentence(String body) {
    int sum = body.chars().reduce(0, (before, c) -> before ^ c);
    return String.format("$%s*%02X", body, sum);
  }

  /** Bodies as a receiver sends them. */
  static String lines(String... bodies) {
    StringBuilder lines = new StringBuilder();
    for (String body : bodies) {
      lines.append(sentence(body)).append("\r\n");
    }
    return lines.toString();
  }

  static String rmc(String time, String status, String mode) {
    return "GNRMC," + time + "," + status + "," + PLACE + ",19.44,85.5,010426,,," + mode;
  }

  static String gga(String time, String quality) {
    return "GNGGA," + time + "," + PLACE + "," + quality + ",10,0.8,12.0,M,39.1,M,,";
  }

  static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** All fixes of a record. */
  static List<Fix> fixes(String text, Dates believed, Refusals refusals) {
    NmeaReader reader = new NmeaReader(new RecordedBytes(bytes(text)), believed, refusals);
    List<Fix> fixes = new ArrayList<>();
    try {
      for (Fix fix = reader.next(); fix != null; fix = reader.next()) {
        fixes.add(fix);
      }
    } catch (IOException | InterruptedException impossible) {
      throw new AssertionError(impossible);
    }
    return fixes;
  }
}
