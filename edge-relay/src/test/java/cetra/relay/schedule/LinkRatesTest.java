package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LinkRatesTest {
  private static final String CAR = "car0000000000001";

  private final LinkRates rates = new LinkRates();

  private void comes(double bytesPerSecond) {
    rates.observe(CAR, (long) bytesPerSecond, Duration.ofSeconds(1));
  }

  @Test
  void aDeviceOfWhichNothingCameIsTakenForAFairOne() {
    assertThat(rates.link(CAR).fast()).isEqualTo(LinkRates.UNKNOWN);
    assertThat(rates.link(CAR).planLeft()).isGreaterThan(1e12);
  }

  @Test
  void theFirstUploadIsBelieved() {
    comes(80_000);
    assertThat(rates.link(CAR).fast()).isEqualTo(80_000);
    assertThat(rates.link(CAR).slow()).isEqualTo(80_000);
  }

  @Test
  void aRoadThatGetsWorseShowsAtOnceAndOneThatGetsBetterInTime() {
    comes(400_000);
    for (int i = 0; i < 3; i++) {
      comes(40_000);
    }
    assertThat(lower()).isLessThan(100_000);
    for (int i = 0; i < 3; i++) {
      comes(400_000);
    }
    assertThat(lower()).as("the slow one").isLessThan(rates.link(CAR).fast());
    for (int i = 0; i < 200; i++) {
      comes(400_000);
    }
    assertThat(lower()).isCloseTo(400_000, within(1000.0));
  }

  private double lower() {
    return Math.min(rates.link(CAR).fast(), rates.link(CAR).slow());
  }

  @Test
  void whatIsTooShortSaysNothing() {
    rates.observe(CAR, 1000, Duration.ofSeconds(1));
    rates.observe(CAR, 1_000_000, Duration.ofMillis(1));
    rates.observe(CAR, 1_000_000, Duration.ZERO);
    assertThat(rates.link(CAR).fast()).isEqualTo(LinkRates.UNKNOWN);
  }
}
