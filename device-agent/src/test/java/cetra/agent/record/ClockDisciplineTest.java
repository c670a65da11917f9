package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.hardware.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClockDisciplineTest {
  private static final Instant ZERO = StoppedBoard.ZERO;

  private final StoppedBoard board = new StoppedBoard();
  private final List<UtcEstimate> improved = new ArrayList<>();
  private final ClockDiscipline clock = new ClockDiscipline(board, improved::add);

  private void fix(double second, Instant utc) {
    clock.observe(new Fix(Math.round(second * 1e9), utc, 35.33, 139.12, 0, 0, 2));
  }

  /** A fix of a receiver whose clock is so many milliseconds ahead. */
  private void ahead(int second, long millis) {
    board.at(second);
    fix(second, ZERO.plusSeconds(second).plusMillis(millis));
  }

  private void settle() {
    for (int second = 0; second < 30; second++) {
      ahead(second, 0);
    }
  }

  @Test
  void isBelievedAfterThreeFixesThatAgree() {
    ahead(0, 0);
    ahead(1, 200);
    assertThat(clock.estimate()).isEmpty();
    assertThat(clock.now()).isEmpty();
    ahead(2, -100);
    assertThat(clock.estimate()).contains(new UtcEstimate(ZERO, 1000, "gnss"));
    board.at(10);
    assertThat(clock.now()).contains(ZERO.plusSeconds(10));
  }

  @Test
  void getsTighterWithThirty() {
    settle();
    assertThat(improved)
        .containsExactly(new UtcEstimate(ZERO, 1000, "gnss"), new UtcEstimate(ZERO, 500, "gnss"));
  }

  @Test
  void aReceiverThatStartsLongAgoIsNotBelieved() {
    for (String start :
        List.of("1980-01-06T00:00:00Z", "1999-08-22T00:00:00Z", "2150-01-01T00:00:00Z")) {
      for (int second = 0; second < 40; second++) {
        fix(second, Instant.parse(start).plusSeconds(second));
      }
    }
    assertThat(clock.estimate()).isEmpty();
    assertThat(improved).isEmpty();
  }

  @Test
  void aJumpNeedsThreeFixesThatAgreeWithEachOther() {
    settle();
    ahead(30, 3_600_000);
    ahead(31, 7_200_000);
    ahead(32, 3_600_000);
    ahead(33, 3_600_000);
    assertThat(clock.estimate().map(UtcEstimate::zero)).contains(ZERO);
    ahead(34, 3_600_000);
    assertThat(clock.estimate())
        .contains(new UtcEstimate(ZERO.plusMillis(3_600_000), 1000, "gnss"));
  }

  @Test
  void oneWildFixBetweenGoodOnesLoosensNothing() {
    settle();
    ahead(30, 86_400_000);
    for (int second = 31; second < 80; second++) {
      ahead(second, 0);
    }
    assertThat(clock.estimate()).contains(new UtcEstimate(ZERO, 500, "gnss"));
    assertThat(improved).hasSize(2);
  }

  @Test
  void theBoundGrowsWhileTheReceiverIsSilent() {
    settle();
    assertThat(bound()).isEqualTo(500);
    board.at(29 + 3600);
    assertThat(bound()).isEqualTo(500 + 180);
    ahead(29 + 7200, 0);
    assertThat(bound()).isEqualTo(500);
  }

  private long bound() {
    return Optional.of(clock.estimate().orElseThrow()).map(UtcEstimate::boundMillis).orElseThrow();
  }

  @Test
  void anEstimateLeadsBothWays() {
    UtcEstimate estimate = new UtcEstimate(ZERO, 500, "gnss");
    assertThat(estimate.at(1_500_000_000L)).isEqualTo(ZERO.plusMillis(1500));
    assertThat(estimate.nanos(ZERO.plusMillis(1500))).isEqualTo(1_500_000_000L);
    assertThat(estimate.nanos(ZERO.minusSeconds(1))).isEqualTo(-1_000_000_000L);
  }

  @Test
  void aHostThatATimeServerKeepsIsBelievedUntilTheSatellitesAre() {
    board.at(5);
    clock.observeHost(ZERO.plusSeconds(5).plusMillis(40), Duration.ofMillis(60));
    assertThat(clock.estimate()).contains(new UtcEstimate(ZERO.plusMillis(40), 60, "network"));
    board.at(21);
    clock.observeHost(ZERO.plusSeconds(21).plusMillis(45), Duration.ofMillis(62));
    assertThat(improved).as("nothing new").hasSize(1);
    for (int second = 22; second < 60; second++) {
      ahead(second, 0);
    }
    assertThat(clock.estimate()).contains(new UtcEstimate(ZERO, 500, "gnss"));
    clock.observeHost(ZERO.minusSeconds(7200), Duration.ofMillis(1));
    assertThat(clock.estimate()).contains(new UtcEstimate(ZERO, 500, "gnss"));
  }

  @Test
  void aHostThatKnowsNothingIsNotBelieved() {
    clock.observeHost(ZERO, Duration.ofSeconds(11));
    clock.observeHost(Instant.parse("1970-01-01T00:01:00Z"), Duration.ofMillis(1));
    assertThat(clock.estimate()).isEmpty();
  }

  /** Before it and after it no single estimate is right for the whole boot. */
  @Test
  void aLeapSecondStaysInTheBound() {
    settle();
    for (int second = 30; second < 70; second++) {
      ahead(second, -1000);
    }
    assertThat(clock.estimate()).contains(new UtcEstimate(ZERO.minusSeconds(1), 1000, "gnss"));
  }

  /** Before it knows the leap seconds a receiver is off by all of them: that was its mistake. */
  @Test
  void aReceiverThatLearnsTheLeapSecondsLateLeavesNoTrace() {
    for (int second = 0; second < 40; second++) {
      ahead(second, 18_000);
    }
    for (int second = 40; second < 80; second++) {
      ahead(second, 0);
    }
    assertThat(clock.estimate()).contains(new UtcEstimate(ZERO, 500, "gnss"));
  }
}
