package cetra.tools.bench;

/** What the options of benches may be. */
final class Limits {
  private Limits() {}

  /** Refuses a value out of range, naming the option, the value and the range. */
  static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s %d is not %d to %d".formatted(option, value, least, most));
    }
  }
}
