package cetra.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.hardware.DeviceSpec;
import cetra.hardware.SettableClock;
import cetra.hardware.Waiting;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long SECOND = 1_000_000_000L;

  private final SettableClock clock = new SettableClock(Duration.ofMinutes(2));

  @Test
  void neverHoldsBackWhatIsDue() throws Exception {
    Pacer pacer = Pacer.realTime(clock);
    pacer.awaitDue(0);
    pacer.awaitDue(120 * SECOND);
  }

  @Test
  void waitsUntilTheClockReachesTheStamp() throws Exception {
    Waiting<String> waiting = Waiting.on(due(Pacer.realTime(clock), 121 * SECOND));
    clock.advance(Duration.ofMillis(999));
    waiting.untilParked();
    assertThat(waiting.isDone()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(waiting.result()).isEqualTo("due");
  }

  @Test
  void stopsWaitingWhenInterrupted() {
    Waiting<String> waiting = Waiting.on(due(Pacer.realTime(clock), 121 * SECOND));
    waiting.interrupt();
    assertThatThrownBy(waiting::result).hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void atTenTimesTheSpeedTenSecondsAreDueAfterOne() throws Exception {
    Pacer pacer = Pacer.of(DeviceSpec.parse("file:a?speed=10&from=120"), clock);
    assertThat(pacer.from()).isEqualTo(120 * SECOND);
    Waiting<String> waiting = Waiting.on(due(pacer, 130 * SECOND));
    clock.advance(Duration.ofSeconds(1));
    assertThat(waiting.result()).isEqualTo("due");
  }

  @Test
  void unpacedNothingWaits() throws Exception {
    Pacer.of(DeviceSpec.parse("file:a?speed=max"), clock).awaitDue(Long.MAX_VALUE);
  }

  private static Callable<String> due(Pacer pacer, long stamp) {
    return () -> {
      pacer.awaitDue(stamp);
      return "due";
    };
  }
}
