package cetra.hardware.gnss;

/** Speed and course of one epoch: from RMC, otherwise from VTG. Used by one thread. */
final class NmeaMotion {
  private static final double KNOT = 1852 / 3600.0;

  private double speed = Double.NaN;
  private double course = Double.NaN;

  void add(NmeaSentence sentence) {
    switch (sentence.type()) {
      case "RMC" -> heard(sentence.number(6), sentence.number(7), true);
      case "VTG" -> heard(sentence.number(4), sentence.number(0), false);
      default -> {
        // says nothing of motion
      }
    }
  }

  /** Metres a second; NaN where unknown. */
  double speed() {
    return speed;
  }

  /** Degrees, 0 to 360; NaN where unknown. */
  double course() {
    return course;
  }

  private void heard(double knots, double degrees, boolean first) {
    if (knots >= 0 && (first || Double.isNaN(speed))) {
      speed = knots * KNOT;
    }
    if (degrees >= 0 && degrees <= 360 && (first || Double.isNaN(course))) {
      course = degrees;
    }
  }
}
