package cetra.tools.silence;

import java.util.List;

/** Logistic regression over standardised figures, by gradient descent with an L2 penalty. */
final class LogisticRegression implements Classifier {
  private static final int STEPS = 400;
  private static final double RATE = 0.3;
  private static final double PENALTY = 1e-3;

  private final double[] mean;
  private final double[] spread;
  private final double[] weight;
  private double bias;

  LogisticRegression(List<Sample> training) {
    int width = training.getFirst().width();
    this.mean = new double[width];
    this.spread = new double[width];
    this.weight = new double[width];
    standardise(training);
    for (int step = 0; step < STEPS; step++) {
      descend(training);
    }
  }

  private void standardise(List<Sample> training) {
    for (int i = 0; i < mean.length; i++) {
      int column = i;
      mean[i] = training.stream().mapToDouble(s -> s.figure(column)).average().orElseThrow();
      double variance =
          training.stream()
              .mapToDouble(s -> Math.pow(s.figure(column) - mean[column], 2))
              .average()
              .orElseThrow();
      spread[i] = variance > 0 ? Math.sqrt(variance) : 1;
    }
  }

  private void descend(List<Sample> training) {
    double[] gradient = new double[weight.length];
    double offset = 0;
    for (Sample sample : training) {
      double error = Classifier.probability(score(sample)) - (sample.there() ? 1 : 0);
      offset += error;
      for (int i = 0; i < weight.length; i++) {
        gradient[i] += error * standard(sample, i);
      }
    }
    bias -= RATE * offset / training.size();
    for (int i = 0; i < weight.length; i++) {
      weight[i] -= RATE * (gradient[i] / training.size() + PENALTY * weight[i]);
    }
  }

  private double standard(Sample sample, int column) {
    return (sample.figure(column) - mean[column]) / spread[column];
  }

  @Override
  public double score(Sample sample) {
    double score = bias;
    for (int i = 0; i < weight.length; i++) {
      score += weight[i] * standard(sample, i);
    }
    return score;
  }
}
