package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cetra.wire.message.LinkState;
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
    assertThat(link().fast()).isEqualTo(LinkRates.UNKNOWN);
    assertThat(link().planLeft()).isGreaterThan(1e12);
  }

  @Test
  void theFirstUploadIsBelieved() {
    comes(80_000);
    assertThat(link().fast()).isEqualTo(80_000);
    assertThat(link().slow()).isEqualTo(80_000);
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
    assertThat(lower()).as("the slow one").isLessThan(link().fast());
    for (int i = 0; i < 200; i++) {
      comes(400_000);
    }
    assertThat(lower()).isCloseTo(400_000, within(1000.0));
  }

  private DeviceLink link() {
    return rates.link(CAR, null);
  }

  @Test
  void whatTheDeviceSaysOfItselfIsBelieved() {
    DeviceLink told = rates.link(CAR, new LinkState(true, true, false, 5_000_000L));
    assertThat(told.wifi()).isFalse();
    assertThat(told.leaving()).isTrue();
    assertThat(told.planLeft()).isEqualTo(5_000_000);
  }

  private double lower() {
    return Math.min(link().fast(), link().slow());
  }

  @Test
  void whatIsTooShortSaysNothing() {
    rates.observe(CAR, 1000, Duration.ofSeconds(1));
    rates.observe(CAR, 1_000_000, Duration.ofMillis(1));
    rates.observe(CAR, 1_000_000, Duration.ZERO);
    assertThat(link().fast()).isEqualTo(LinkRates.UNKNOWN);
  }
}
