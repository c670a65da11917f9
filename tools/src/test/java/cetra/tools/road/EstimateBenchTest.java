package cetra.tools.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EstimateBenchTest {
  /** So many seconds at so many octets a second, and so on. */
  private static Trace road(int... secondsAndRates) {
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < secondsAndRates.length; i += 2) {
      all.addAll(Collections.nCopies(secondsAndRates[i], (double) secondsAndRates[i + 1]));
    }
    return new Trace("made", all);
  }

  private static EstimateBench.Result of(Trace road, String estimator, int horizon) {
    return EstimateBench.over(List.of(road)).stream()
        .filter(result -> result.estimator().equals(estimator) && result.horizon() == horizon)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onASteadyRoadNobodyIsWrong() {
    Trace steady = road(100, 100_000);
    assertThat(EstimateBench.over(List.of(steady)))
        .hasSize(15)
        .allSatisfy(
            result -> {
              assertThat(result.cases()).isEqualTo((100 - result.horizon()) / 2 - 4);
              assertThat(result.medianError()).isCloseTo(0, within(1e-9));
              assertThat(result.tooHigh()).isZero();
            });
  }

  @Test
  void afterAStepDownTheRelayBelievesTooMuchForAShorterTimeThanTheMean() {
    Trace down = road(20, 400_000, 40, 100_000);
    double ours = of(down, "relay", 5).tooHigh();
    assertThat(ours).isLessThan(of(down, "mean of 5", 5).tooHigh());
    assertThat(ours).isGreaterThan(of(down, "last sample", 5).tooHigh());
    assertThat(ours).isEqualTo(of(down, "moving average, 0.5", 5).tooHigh());
  }

  @Test
  void afterAStepUpTheRelayIsNeverTooHighAndOffForLonger() {
    Trace up = road(20, 100_000, 40, 400_000);
    assertThat(of(up, "relay", 5).tooHigh()).isZero();
    assertThat(of(up, "relay", 5).medianError())
        .isGreaterThan(of(up, "moving average, 0.5", 5).medianError());
  }

  @Test
  void oneSlowSampleCountsMoreInTheHarmonicMean() {
    Trace dip = road(18, 400_000, 2, 40_000, 7, 150_000);
    assertThat(of(dip, "harmonic mean of 5", 5).cases()).isEqualTo(7);
    assertThat(of(dip, "harmonic mean of 5", 5).tooHigh())
        .isLessThan(of(dip, "mean of 5", 5).tooHigh());
  }

  @Test
  void whoBelievesInARoadThatBearsNothingIsTooHigh() {
    Trace tunnel = road(20, 100_000, 30, 0);
    EstimateBench.Result last = of(tunnel, "last sample", 15);
    assertThat(last.cases()).isEqualTo(13);
    assertThat(last.tooHigh()).isGreaterThan(0.9);
    assertThat(last.medianError()).isInfinite();
  }
}
