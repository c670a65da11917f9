package cetra.tools.bench;

import java.util.List;

/** The middle of some figures. */
final class Median {
  private Median() {}

  /** Of at least one figure; between the two middle ones where their number is even. */
  static double of(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
