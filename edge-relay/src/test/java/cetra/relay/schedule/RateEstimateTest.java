package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RateEstimateTest {
  private static RateEstimate after(double... samples) {
    RateEstimate estimate = RateEstimate.of(samples[0]);
    for (int i = 1; i < samples.length; i++) {
      estimate = estimate.with(samples[i], false);
    }
    return estimate;
  }

  @Test
  void theFirstSampleIsBelieved() {
    assertThat(after(80_000)).isEqualTo(new RateEstimate(80_000, 80_000));
    assertThat(after(80_000).believed()).isEqualTo(80_000);
  }

  @Test
  void aRoadThatGetsWorseIsBelievedAtOnce() {
    RateEstimate estimate = after(400_000, 40_000);
    assertThat(estimate.fast()).isCloseTo(220_000, within(1e-6));
    assertThat(estimate.slow()).isCloseTo(382_000, within(1e-6));
    assertThat(estimate.believed()).isEqualTo(estimate.fast());
  }

  @Test
  void aRoadThatGetsBetterIsBelievedInTime() {
    RateEstimate estimate = after(40_000, 400_000);
    assertThat(estimate.fast()).isCloseTo(220_000, within(1e-6));
    assertThat(estimate.believed()).as("the slow one").isCloseTo(58_000, within(1e-6));
  }

  @Test
  void whatSomethingElseHeldBackDoesNotLowerIt() {
    assertThat(after(400_000).with(40_000, true)).isEqualTo(after(400_000));
  }

  @Test
  void whatSomethingElseHeldBackRaisesIt() {
    assertThat(after(40_000).with(400_000, true)).isEqualTo(after(40_000, 400_000));
  }

  @Test
  void whatLiesBetweenRaisesTheLowerOfTheTwoAlone() {
    RateEstimate fallen = after(400_000, 40_000, 40_000);
    RateEstimate next = fallen.with(200_000, true);
    assertThat(next.fast()).isGreaterThan(fallen.fast());
    assertThat(next.slow()).isEqualTo(fallen.slow());
  }
}
