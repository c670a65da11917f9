package cetra.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.DriverPanel;
import cetra.hardware.DriverPanel.Answer;
import cetra.hardware.MotionSensor;
import cetra.hardware.MotionSensor.Acceleration;
import cetra.hardware.SettableClock;
import cetra.hardware.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedBoardTest {
  private final SettableClock clock = new SettableClock(Duration.ofSeconds(4));

  @Test
  void feelsAnImpactOnceAndGravityAlways() throws Exception {
    List<Acceleration> felt = new ArrayList<>();
    try (MotionSensor sensor = motion("simulated:?impacts=1.5,3")) {
      for (int i = 0; i <= 40; i++) {
        felt.add(sensor.read());
      }
      Waiting<Acceleration> next = Waiting.on(sensor::read);
      clock.advance(Duration.ofMillis(100));
      assertThat(next.result().nanos()).isEqualTo(4_100_000_000L);
    }
    assertThat(felt).allMatch(sample -> sample.z() == 9.81);
    assertThat(felt.stream().filter(sample -> sample.x() > 29).map(Acceleration::nanos))
        .containsExactly(1_500_000_000L, 3_000_000_000L);
  }

  @Test
  void aSlowSensorStillFeelsTheImpact() throws Exception {
    try (MotionSensor sensor = motion("simulated:?hz=1&impacts=1.5")) {
      assertThat(pushed(sensor)).isZero();
      assertThat(pushed(sensor)).isZero();
      assertThat(pushed(sensor)).isGreaterThan(29);
      assertThat(pushed(sensor)).isZero();
    }
  }

  @Test
  void refusesImpactsThatAreNoSeconds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> motion("simulated:?impacts=1,soon"))
        .withMessageContaining("impacts=1,soon");
  }

  @Test
  void answersAfterTheTimeGiven() throws Exception {
    try (DriverPanel panel = panel("simulated:?answer=yes&after=3")) {
      Waiting<Answer> asked = Waiting.on(() -> panel.ask("give?", Duration.ofSeconds(10)));
      clock.advance(Duration.ofSeconds(3));
      assertThat(asked.result()).isEqualTo(Answer.YES);
    }
  }

  @Test
  void anAnswerAfterPatienceEndsIsSilence() throws Exception {
    try (DriverPanel panel = panel("simulated:?answer=no&after=11")) {
      Waiting<Answer> asked = Waiting.on(() -> panel.ask("give?", Duration.ofSeconds(10)));
      clock.advance(Duration.ofSeconds(10));
      assertThat(asked.result()).isEqualTo(Answer.SILENCE);
    }
  }

  @Test
  void silenceLastsAsLongAsPatience() throws Exception {
    try (DriverPanel panel = panel("simulated:")) {
      Waiting<Answer> asked = Waiting.on(() -> panel.ask("give?", Duration.ofSeconds(10)));
      clock.advance(Duration.ofMillis(9_999));
      asked.untilParked();
      assertThat(asked.isDone()).isFalse();
      clock.advance(Duration.ofMillis(1));
      assertThat(asked.result()).isEqualTo(Answer.SILENCE);
    }
  }

  @Test
  void theButtonIsPressedAtTheTimesGivenAndThenNoMore() throws Exception {
    long now = Duration.ofNanos(clock.nanos()).toSeconds();
    try (DriverPanel panel = panel("simulated:?presses=" + (now + 3) + "," + (now + 5))) {
      for (int second : new int[] {3, 2}) {
        Waiting<Boolean> pressed = Waiting.on(panel::awaitPress);
        clock.advance(Duration.ofSeconds(second));
        assertThat(pressed.result()).isTrue();
      }
      assertThat(panel.awaitPress()).isFalse();
    }
  }

  @Test
  void refusesAnAnswerThereIsNot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> panel("simulated:?answer=maybe"))
        .withMessage("option answer=maybe of simulated is not yes, no or silence");
  }

  private static double pushed(MotionSensor sensor) throws IOException, InterruptedException {
    Acceleration felt = sensor.read();
    assertThat(felt).isNotNull();
    return felt.x();
  }

  private MotionSensor motion(String spec) throws IOException {
    return Driver.open(MotionSensor.class, DeviceSpec.parse(spec), clock);
  }

  private DriverPanel panel(String spec) throws IOException {
    return Driver.open(DriverPanel.class, DeviceSpec.parse(spec), clock);
  }
}
