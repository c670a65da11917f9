package cetra.tools.silence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Learns from traffic of which it is told who was there, to tell it of other traffic. */
interface Classifier {
  /** The more, the likelier the car was there. */
  double score(Sample sample);

  /** A score as a probability. */
  static double probability(double score) {
    return 1 / (1 + Math.exp(-score));
  }

  /**
   * The area under its receiver operating characteristic, each order judged by what was learned
   * from the others: one half is guessing, 1 is knowing.
   */
  static double auc(List<Sample> samples, int folds, Function<List<Sample>, Classifier> learn) {
    List<Judged> judged = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int left = fold;
      Classifier classifier =
          learn.apply(samples.stream().filter(s -> s.order() % folds != left).toList());
      samples.stream()
          .filter(sample -> sample.order() % folds == left)
          .forEach(s -> judged.add(new Judged(classifier.score(s), s.there())));
    }
    return auc(judged);
  }

  /** What was said of one sample. */
  record Judged(double score, boolean there) {}

  /** By ranks (Mann and Whitney), ties by half. */
  static double auc(List<Judged> judged) {
    List<Judged> sorted =
        judged.stream().sorted(Comparator.comparingDouble(Judged::score)).toList();
    double ranks = 0;
    for (int from = 0; from < sorted.size(); ) {
      int to = from;
      int there = 0;
      while (to < sorted.size() && sorted.get(to).score() == sorted.get(from).score()) {
        there += sorted.get(to).there() ? 1 : 0;
        to++;
      }
      ranks += there * (from + 1 + to) / 2.0;
      from = to;
    }
    double there = judged.stream().filter(Judged::there).count();
    double others = judged.size() - there;
    return (ranks - there * (there + 1) / 2) / (there * others);
  }
}
