package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

final class DisciplinedClockTest {
  @Test
  void theHostsTimeCountsOnlyUntilFixesTellIt() {
    StoppedBoard board = new StoppedBoard();
    ClockDiscipline known = new ClockDiscipline(board, utc -> {});
    Clock host = Clock.fixed(Instant.EPOCH, ZoneId.of("Asia/Tokyo"));
    Clock clock = new DisciplinedClock(known, host);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    Footage.fixes(5).forEach(known::observe);
    board.at(100);
    assertThat(clock.instant()).isEqualTo(StoppedBoard.ZERO.plusSeconds(100));
    assertThat(clock.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(clock.withZone(ZoneId.of("UTC")).instant()).isEqualTo(clock.instant());
  }
}
