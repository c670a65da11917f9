package cetra.hardware.gnss;

import cetra.hardware.Fix;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Turns gpsd's reports into fixes: TPV is the fix, SKY before it tells dilution and satellites. See
 * gpsd_json(5), protocol 3. Used by one thread.
 */
final class GpsdReports {
  private static final int PROTOCOL = 3;
  private static final int LONGEST_MESSAGE = 200;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Dates believed;
  private final Refusals refusals;
  private String device = "";
  private double dilution = Double.NaN;
  private int satellites = Fix.UNKNOWN_SATELLITES;
  private Instant last = Instant.MIN;

  GpsdReports(Dates believed, Refusals refusals) {
    this.believed = believed;
    this.refusals = refusals;
  }

  /** Counts a line that was too long to be kept. */
  void cut(long line) {
    refusals.count(Refusal.OVER_LONG, line);
  }

  /**
   * Takes one line.
   *
   * @param nanos when it arrived
   * @return null when it is no fix
   * @throws IOException when gpsd speaks another protocol or says that something is wrong
   */
  @Nullable Fix accept(String line, long number, long nanos) throws IOException {
    JsonNode report = parsed(line);
    switch (report.path("class").asText("")) {
      case "VERSION" -> version(report);
      case "ERROR" -> throw new IOException(said(report.path("message")));
      case "DEVICE" -> device(report);
      case "SKY" -> sky(report);
      case "TPV" -> {
        return position(report, number, nanos);
      }
      case "" -> refusals.count(Refusal.NO_JSON, number);
      default -> {
        // what gpsd says beside fixes
      }
    }
    return null;
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException noJson) {
      return JSON.missingNode();
    }
  }

  private static void version(JsonNode report) throws IOException {
    int major = report.path("proto_major").asInt();
    if (major != PROTOCOL) {
      throw new IOException("it speaks protocol " + major + "; this program speaks " + PROTOCOL);
    }
  }

  /** A receiver that was unplugged makes room for another. */
  private void device(JsonNode report) {
    boolean gone = report.path("activated").asDouble(1) == 0;
    if (gone && device.equals(report.path("path").asText(""))) {
      device = "";
      forgetSky();
    }
  }

  private void sky(JsonNode report) {
    if (isOurs(report)) {
      forgetSky();
      dilution = GpsdFields.number(report, "hdop");
      int used = report.path("uSat").asInt(Fix.UNKNOWN_SATELLITES);
      satellites = used >= 0 ? used : Fix.UNKNOWN_SATELLITES;
    }
  }

  private void forgetSky() {
    dilution = Double.NaN;
    satellites = Fix.UNKNOWN_SATELLITES;
  }

  private @Nullable Fix position(JsonNode report, long number, long nanos) {
    Refusal doubt = isOurs(report) ? GpsdFields.doubt(report) : Refusal.OTHER_DEVICE;
    if (doubt != null) {
      return refused(doubt, number);
    }
    Instant utc = utc(report);
    if (utc == null) {
      return refused(Refusal.NO_TIME, number);
    }
    if (!believed.believe(utc, number, refusals)) {
      return null;
    }
    if (utc.equals(last)) {
      return refused(Refusal.REPEATED, number);
    }
    last = utc;
    device = report.path("device").asText("");
    return GpsdFields.fix(report, nanos, utc, dilution, satellites);
  }

  private @Nullable Fix refused(Refusal reason, long number) {
    refusals.count(reason, number);
    return null;
  }

  private boolean isOurs(JsonNode report) {
    return device.isEmpty() || device.equals(report.path("device").asText(""));
  }

  private static @Nullable Instant utc(JsonNode report) {
    try {
      return Instant.parse(report.path("time").asText(""));
    } catch (DateTimeParseException none) {
      return null;
    }
  }

  private static String said(JsonNode message) {
    String text = message.asText("an error without words");
    return text.substring(0, Math.min(text.length(), LONGEST_MESSAGE));
  }
}
