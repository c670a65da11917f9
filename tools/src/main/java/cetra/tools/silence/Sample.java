package cetra.tools.silence;

/** One car and one order. */
final class Sample {
  private final int order;
  private final boolean there;
  private final double[] figures;

  /**
   * What an observer saw.
   *
   * @param order its number
   * @param there whether the car was there
   * @param figures of its traffic, {@link Features}
   */
  Sample(int order, boolean there, double[] figures) {
    this.order = order;
    this.there = there;
    this.figures = figures.clone();
  }

  int order() {
    return order;
  }

  boolean there() {
    return there;
  }

  /** How many figures there are. */
  int width() {
    return figures.length;
  }

  double figure(int column) {
    return figures[column];
  }
}
