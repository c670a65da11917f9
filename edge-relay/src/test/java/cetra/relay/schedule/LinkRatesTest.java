package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cetra.wire.message.LinkState;
import cetra.wire.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkRatesTest {
  private static final String CAR = "car0000000000001";

  private final LinkRates rates = new LinkRates();

  private void comes(double bytesPerSecond) {
    rates.observe(CAR, (long) bytesPerSecond, Duration.ofSeconds(1), Leases.UNLIMITED);
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
  void whatACeilingHeldBackLowersNothing() {
    comes(400_000);
    rates.observe(CAR, 100_000, Duration.ofSeconds(1), 110_000);
    assertThat(link().fast()).isEqualTo(400_000);
    rates.observe(CAR, 100_000, Duration.ofSeconds(1), 1_000_000);
    assertThat(link().fast()).as("it was the road").isEqualTo(250_000);
  }

  @Test
  void whatWasKnownSurvivesARestartForAMonth(@TempDir Path folder) throws Exception {
    Instant now = Instant.parse("2026-05-01T12:00:00Z");
    try (Database database = Database.open(folder.resolve("db"), List.of(LinkRates.TABLE))) {
      comes(400_000);
      rates.save(database, CAR, Clock.fixed(now, ZoneOffset.UTC));
      LinkRates next = new LinkRates();
      next.load(database, Clock.fixed(now.plus(Duration.ofDays(30)), ZoneOffset.UTC));
      assertThat(next.link(CAR, null).fast()).isEqualTo(400_000);
      LinkRates late = new LinkRates();
      late.load(database, Clock.fixed(now.plus(Duration.ofDays(31)), ZoneOffset.UTC));
      assertThat(late.link(CAR, null).fast()).isEqualTo(LinkRates.UNKNOWN);
    }
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
    rates.observe(CAR, 1000, Duration.ofSeconds(1), Leases.UNLIMITED);
    rates.observe(CAR, 1_000_000, Duration.ofMillis(1), Leases.UNLIMITED);
    rates.observe(CAR, 1_000_000, Duration.ZERO, Leases.UNLIMITED);
    assertThat(link().fast()).isEqualTo(LinkRates.UNKNOWN);
  }
}
