package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.hardware.Fix;
import cetra.hardware.gnss.Dates;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The clock learns from just those dates that a live receiver is believed. */
final class BelievedDatesTest {
  @Test
  void theClockAndTheReaderBelieveTheSameDates() {
    Instant earliest = Dates.LIVE.earliest();
    Instant latest = Dates.LIVE.latest();
    assertThat(learns(earliest)).isTrue();
    assertThat(learns(earliest.minusSeconds(60))).isFalse();
    assertThat(learns(latest.minusSeconds(60))).isTrue();
    assertThat(learns(latest.plusSeconds(1))).isFalse();
  }

  private static boolean learns(Instant from) {
    ClockDiscipline clock = new ClockDiscipline(new StoppedBoard(), estimate -> {});
    for (int second = 0; second < ClockDiscipline.CONVINCING; second++) {
      Instant utc = from.plusSeconds(second);
      clock.observe(new Fix(second * 1_000_000_000L, utc, 35.33, 139.12, 0, 0, 2));
    }
    return clock.estimate().isPresent();
  }
}
