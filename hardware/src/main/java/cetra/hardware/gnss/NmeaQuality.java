package cetra.hardware.gnss;

import cetra.hardware.Fix;

/** How good the position of one epoch is, as GGA, GNS, GSA, GST and RMC say. */
final class NmeaQuality {
  // The circle with 68 % of a round normal distribution, in its standard deviations an axis.
  private static final double RADIUS_OF_68 = Math.sqrt(-2 * Math.log(1 - 0.68));

  private Fix.Type quality = Fix.Type.UNKNOWN;
  private Fix.Type mode = Fix.Type.UNKNOWN;
  private int satellites = Fix.UNKNOWN_SATELLITES;
  private int dimensions;
  private double dilution = Double.NaN;
  private double activeDilution = Double.NaN;
  private double deviation = Double.NaN;

  void add(NmeaSentence sentence) {
    switch (sentence.type()) {
      case "RMC" -> mode(sentence.field(11));
      case "GLL" -> mode(sentence.field(6));
      case "GGA" -> {
        quality = qualityType(sentence.field(5));
        used(sentence);
      }
      case "GNS" -> {
        sentence.field(5).chars().forEach(letter -> mode(Character.toString(letter)));
        used(sentence);
      }
      case "GSA" -> active(sentence);
      case "GST" -> deviation = Math.hypot(sentence.number(5), sentence.number(6)) / Math.sqrt(2);
      default -> {
        // says nothing of it
      }
    }
  }

  /**
   * Whether all that list active satellites say that there is no fix. Some receivers send one GSA a
   * constellation, and those without a part in the fix say so.
   */
  boolean isNone() {
    return dimensions == 1;
  }

  /** Radius of 68 % in metres; NaN where unknown. */
  double accuracy() {
    double best = Double.isNaN(dilution) ? activeDilution : dilution;
    double metres = deviation > 0 ? deviation * RADIUS_OF_68 : Dilution.metres(best);
    return metres > 0 ? metres : Double.NaN;
  }

  /** GGA tells more of real-time kinematics than a mode does. */
  Fix.Type type() {
    Fix.Type told = quality == Fix.Type.UNKNOWN ? mode : quality;
    boolean flat = dimensions == 2 && told.compareTo(Fix.Type.AUTONOMOUS) <= 0;
    return flat ? Fix.Type.TWO_DIMENSIONAL : told;
  }

  /** The most that a sentence says, for each constellation may send its own. */
  int satellites() {
    return satellites;
  }

  private void used(NmeaSentence sentence) {
    dilution = sentence.number(7);
    double number = sentence.number(6);
    satellites = number >= 0 && number <= 999 ? Math.max(satellites, (int) number) : satellites;
  }

  private void active(NmeaSentence gsa) {
    String told = gsa.field(1);
    dimensions = told.matches("[123]") ? Math.max(dimensions, Integer.parseInt(told)) : dimensions;
    activeDilution = gsa.number(15) > 0 ? gsa.number(15) : activeDilution;
  }

  private void mode(String letter) {
    Fix.Type told =
        switch (letter) {
          case "A" -> Fix.Type.AUTONOMOUS;
          case "D" -> Fix.Type.DIFFERENTIAL;
          case "P" -> Fix.Type.PRECISE;
          case "F" -> Fix.Type.RTK_FLOAT;
          case "R" -> Fix.Type.RTK_FIXED;
          default -> Fix.Type.UNKNOWN;
        };
    mode = told.compareTo(mode) > 0 ? told : mode;
  }

  private static Fix.Type qualityType(String digit) {
    return switch (digit) {
      case "1" -> Fix.Type.AUTONOMOUS;
      case "2", "9" -> Fix.Type.DIFFERENTIAL;
      case "3" -> Fix.Type.PRECISE;
      case "4" -> Fix.Type.RTK_FIXED;
      case "5" -> Fix.Type.RTK_FLOAT;
      default -> Fix.Type.UNKNOWN;
    };
  }
}
