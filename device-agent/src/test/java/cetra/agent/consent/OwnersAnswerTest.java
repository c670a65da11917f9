package cetra.agent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.index.Clip;
import cetra.agent.index.OrderStore;
import cetra.hardware.DriverPanel;
import cetra.wire.order.Certainty;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnersAnswerTest {
  private static final Clock NOW = StoppedBoard.CLOCK;

  @TempDir Path folder;
  private RecordedCar car;

  @BeforeEach
  void record() throws IOException, InterruptedException {
    car = new RecordedCar(folder, 60);
  }

  @AfterEach
  void close() {
    car.close();
  }

  private Clip matched(long from, long to) {
    VideoOrder order = car.issuer.order(RecordedCar.around(30, 100), Issuer.window(0, 60));
    car.receive(car.issuer.signed(order));
    OrderStore.Entry entry = car.orders.due(Issuer.at(100)).orElseThrow();
    car.orders.settle(entry, OrderStore.State.MATCHED, "");
    Clip clip =
        Clip.matched(
            "first",
            order.id(),
            order.issuer(),
            RecordedCar.BOOT,
            from * 1_000_000_000L,
            to * 1_000_000_000L,
            Certainty.LIKELY,
            order.validUntil());
    car.clips.add(clip);
    return clip;
  }

  /** A panel that counts its questions and remembers its light. */
  private static final class CountingPanel implements DriverPanel {
    private final Answer answer;
    private int questions;
    private Light light = Light.OFF;

    CountingPanel(Answer answer) {
      this.answer = answer;
    }

    @Override
    public void show(Light shown) {
      light = shown;
    }

    @Override
    public Answer ask(String question, java.time.Duration patience) {
      questions++;
      return answer;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  @ParameterizedTest
  @CsvSource({"YES, CONSENTED", "NO, DECLINED", "SILENCE, DECLINED"})
  void theOwnerIsAskedOnceForAnOrderOfManyClipsOverRestartsToo(
      DriverPanel.Answer answer, Clip.State ends) throws Exception {
    Clip first = matched(20, 25);
    ConsentPolicy each = ConsentGateTest.policy(ConsentPolicy.Mode.PER_ORDER, List.of());
    try (CountingPanel panel = new CountingPanel(answer)) {
      new ConsentGate(car.database, each, panel, () -> DriverPanel.Light.RECORDING, NOW)
          .work(first);
      for (int i = 0; i < 3; i++) {
        Clip other =
            Clip.matched(
                "other " + i,
                first.orderId(),
                first.issuer(),
                first.boot(),
                i == 0 ? 0 : 30_000_000_000L,
                i == 0 ? 9_000_000_000L : 35_000_000_000L,
                Certainty.LIKELY,
                first.expires());
        car.clips.add(other);
        new ConsentGate(car.database, each, panel, () -> DriverPanel.Light.RECORDING, NOW)
            .work(other);
      }
      assertThat(panel.questions).isEqualTo(1);
      assertThat(panel.light).isEqualTo(DriverPanel.Light.RECORDING);
    }
    assertThat(car.clips.find("other 0").map(Clip::state))
        .as("private all the same")
        .contains(Clip.State.DECLINED);
    assertThat(car.clips.counts().get(ends)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aQuestionDoesNotPutOutTheAlarm() throws Exception {
    Clip clip = matched(25, 35);
    ConsentPolicy each = ConsentGateTest.policy(ConsentPolicy.Mode.PER_ORDER, List.of());
    try (CountingPanel panel = new CountingPanel(DriverPanel.Answer.NO)) {
      new ConsentGate(car.database, each, panel, () -> DriverPanel.Light.ALARM, NOW).work(clip);
      assertThat(panel.light).isEqualTo(DriverPanel.Light.ALARM);
    }
  }
}
