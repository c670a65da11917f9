package cetra.hardware.gnss;

/** What a horizontal dilution of precision is in metres. */
final class Dilution {
  // The range error of one satellite; the usual rule of thumb.
  private static final double METRES = 5;

  private Dilution() {}

  /** The radius that holds 68 %; NaN where the dilution is. */
  static double metres(double horizontal) {
    return horizontal * METRES;
  }
}
