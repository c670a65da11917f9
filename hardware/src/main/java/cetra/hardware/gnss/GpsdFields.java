package cetra.hardware.gnss;

import cetra.hardware.Fix;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What gpsd's TPV report says, gpsd_json(5). */
final class GpsdFields {
  private static final int TWO_DIMENSIONS = 2;

  private GpsdFields() {}

  /** Why a TPV is no measured position; null where it is one. */
  static @Nullable Refusal doubt(JsonNode report) {
    int mode = report.path("mode").asInt(0);
    Refusal doubt = mode < TWO_DIMENSIONS ? Refusal.VOID : status(report);
    return doubt == null && !onEarth(report) ? Refusal.NO_POSITION : doubt;
  }

  /** The fix of a TPV that {@link #doubt} has nothing against. */
  static Fix fix(JsonNode report, long nanos, Instant utc, double dilution, int satellites) {
    double speed = number(report, "speed");
    double track = number(report, "track");
    return new Fix(
        nanos,
        utc,
        number(report, "lat"),
        number(report, "lon"),
        speed >= 0 ? speed : Double.NaN,
        track >= 0 && track <= 360 ? track : Double.NaN,
        accuracy(report, dilution),
        type(report),
        satellites);
  }

  /** A finite number; NaN where there is none. */
  static double number(JsonNode report, String name) {
    double value = report.path(name).asDouble(Double.NaN);
    return Double.isFinite(value) && report.path(name).isNumber() ? value : Double.NaN;
  }

  /** 5 dead reckoning, 6 the same beside satellites, 7 surveyed, 8 simulated. */
  private static @Nullable Refusal status(JsonNode report) {
    return switch (report.path("status").asInt(0)) {
      case 0, 1, 2, 3, 4, 9 -> null;
      case 5, 6 -> Refusal.ESTIMATED;
      case 7 -> Refusal.MANUAL;
      case 8 -> Refusal.SIMULATED;
      default -> Refusal.VOID;
    };
  }

  private static Fix.Type type(JsonNode report) {
    boolean flat = report.path("mode").asInt(0) == TWO_DIMENSIONS;
    return switch (report.path("status").asInt(0)) {
      case 2 -> Fix.Type.DIFFERENTIAL;
      case 3 -> Fix.Type.RTK_FIXED;
      case 4 -> Fix.Type.RTK_FLOAT;
      case 9 -> Fix.Type.PRECISE;
      default -> flat ? Fix.Type.TWO_DIMENSIONAL : Fix.Type.AUTONOMOUS;
    };
  }

  /** What gpsd estimates, which holds at least the 68 % that is asked for. */
  private static double accuracy(JsonNode report, double dilution) {
    double round = number(report, "eph");
    double axes = Math.hypot(number(report, "epx"), number(report, "epy"));
    double estimate = Double.isNaN(round) ? axes : round;
    double metres = Double.isNaN(estimate) ? Dilution.metres(dilution) : estimate;
    return metres > 0 ? metres : Double.NaN;
  }

  private static boolean onEarth(JsonNode report) {
    return Math.abs(number(report, "lat")) <= 90 && Math.abs(number(report, "lon")) <= 180;
  }
}
