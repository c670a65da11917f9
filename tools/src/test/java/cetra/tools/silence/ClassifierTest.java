package cetra.tools.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A classifier that learned nothing would make every car look silent. */
final class ClassifierTest {
  private static final int FOLDS = 5;

  static List<Function<List<Sample>, Classifier>> both() {
    return List.of(LogisticRegression::new, BoostedStumps::new);
  }

  /** Noise in three figures; in the second, the truth shifts it by so many standard deviations. */
  private static List<Sample> samples(double shift) {
    Random random = new Random(1);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      boolean there = random.nextBoolean();
      double second = random.nextGaussian() + (there ? shift : 0);
      double[] figures = {random.nextGaussian(), 1000 * second, random.nextGaussian()};
      samples.add(new Sample(i, there, figures));
    }
    return samples;
  }

  @ParameterizedTest
  @MethodSource("both")
  void guessesWhereNothingCanBeTold(Function<List<Sample>, Classifier> learn) {
    assertThat(Classifier.auc(samples(0), FOLDS, learn)).isCloseTo(0.5, within(0.06));
  }

  /** Two normal distributions one standard deviation apart have an area of 0.76. */
  @ParameterizedTest
  @MethodSource("both")
  void findsWhatThereIs(Function<List<Sample>, Classifier> learn) {
    assertThat(Classifier.auc(samples(1), FOLDS, learn)).isCloseTo(0.76, within(0.03));
    assertThat(Classifier.auc(samples(10), FOLDS, learn)).isGreaterThan(0.99);
  }

  @Test
  void tiesCountByHalf() {
    List<Classifier.Judged> judged = new ArrayList<>();
    judged.add(new Classifier.Judged(1, true));
    judged.add(new Classifier.Judged(1, false));
    assertThat(Classifier.auc(judged)).isEqualTo(0.5);
    judged.add(new Classifier.Judged(2, true));
    assertThat(Classifier.auc(judged)).isEqualTo(0.75);
  }
}
