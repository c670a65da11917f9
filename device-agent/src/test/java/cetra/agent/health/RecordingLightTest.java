package cetra.agent.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.hardware.DriverPanel;
import cetra.wire.message.RecorderState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class RecordingLightTest {
  /** A panel that remembers its lights. */
  private static final class Lights implements DriverPanel {
    final List<Light> shown = new CopyOnWriteArrayList<>(List.of(Light.OFF));

    Light last() {
      return shown.getLast();
    }

    @Override
    public void show(Light light) {
      shown.add(light);
    }

    @Override
    public Answer ask(String question, Duration patience) {
      return Answer.SILENCE;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  @Test
  void everyFaultLightsTheAlarmAndOnlyChangesAreShown() {
    AtomicReference<RecorderState> state = new AtomicReference<>(RecorderState.RECORDING);
    Lights panel = new Lights();
    RecordingLight light = new RecordingLight(state::get, panel);
    int changes = 1;
    try {
      for (RecorderState fault : RecorderState.values()) {
        await().until(() -> panel.last() == DriverPanel.Light.RECORDING);
        if (fault != RecorderState.RECORDING) {
          state.set(fault);
          await().until(() -> panel.last() == DriverPanel.Light.ALARM);
          state.set(RecorderState.RECORDING);
          changes += 2;
        }
      }
      await().until(() -> panel.last() == DriverPanel.Light.RECORDING);
    } finally {
      light.close();
    }
    assertThat(panel.shown).hasSize(changes + 2).endsWith(DriverPanel.Light.OFF);
  }
}
