package cetra.tools.silence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gradient boosting of decision stumps on the logistic loss (Friedman 2001). */
final class BoostedStumps implements Classifier {
  private static final int ROUNDS = 150;
  private static final double RATE = 0.1;

  /** Adds one value up to a threshold of one figure, and another above it. */
  private record Stump(int column, double threshold, double below, double above, double gain) {
    static final Stump NONE = new Stump(0, 0, 0, 0, 0);

    double value(Sample sample) {
      return sample.figure(column) <= threshold ? below : above;
    }
  }

  private final List<Stump> stumps = new ArrayList<>();

  BoostedStumps(List<Sample> training) {
    int width = training.getFirst().width();
    List<int[]> orders = new ArrayList<>();
    for (int column = 0; column < width; column++) {
      orders.add(sorted(training, column));
    }
    double[] scores = new double[training.size()];
    for (int round = 0; round < ROUNDS; round++) {
      Stump best = best(training, orders, residuals(training, scores));
      stumps.add(best);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += RATE * best.value(training.get(i));
      }
    }
  }

  private static int[] sorted(List<Sample> training, int column) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < training.size(); i++) {
      places.add(i);
    }
    places.sort(Comparator.comparingDouble(i -> training.get(i).figure(column)));
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] residuals(List<Sample> training, double[] scores) {
    double[] residuals = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      residuals[i] = (training.get(i).there() ? 1 : 0) - Classifier.probability(scores[i]);
    }
    return residuals;
  }

  private static Stump best(List<Sample> training, List<int[]> orders, double[] residuals) {
    Stump best = Stump.NONE;
    for (int column = 0; column < orders.size(); column++) {
      Stump stump = best(training, orders.get(column), column, residuals);
      best = stump.gain() > best.gain() ? stump : best;
    }
    return best;
  }

  private static Stump best(List<Sample> training, int[] order, int column, double[] residuals) {
    double all = 0;
    for (double residual : residuals) {
      all += residual;
    }
    Stump best = Stump.NONE;
    double below = 0;
    for (int i = 0; i + 1 < order.length; i++) {
      below += residuals[order[i]];
      double here = training.get(order[i]).figure(column);
      double next = training.get(order[i + 1]).figure(column);
      double left = below / (i + 1);
      double right = (all - below) / (order.length - i - 1);
      double gain = left * below + right * (all - below);
      if (here < next && gain > best.gain()) {
        // a step of Newton's on the logistic loss, whose second derivative is near a quarter
        best = new Stump(column, (here + next) / 2, 4 * left, 4 * right, gain);
      }
    }
    return best;
  }

  @Override
  public double score(Sample sample) {
    return stumps.stream().mapToDouble(stump -> RATE * stump.value(sample)).sum();
  }
}
