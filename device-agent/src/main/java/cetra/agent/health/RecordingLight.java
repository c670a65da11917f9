package cetra.agent.health;

import cetra.agent.record.Worker;
import cetra.hardware.DriverPanel;
import cetra.hardware.DriverPanel.Light;
import cetra.wire.message.RecorderState;
import java.util.function.Supplier;
import org.tinylog.Logger;

/**
 * Shows the driver how well the dashcam records: a fault lights the alarm within five seconds,
 * three of which the recorder takes to be sure.
 */
public final class RecordingLight implements AutoCloseable {
  private static final long LOOK_MILLIS = 500;

  private final Supplier<RecorderState> state;
  private final DriverPanel panel;
  private final Worker worker;

  /** Begins to look. */
  public RecordingLight(Supplier<RecorderState> state, DriverPanel panel) {
    this.state = state;
    this.panel = panel;
    this.worker = Worker.virtual("light", this::run);
  }

  /** The light of a state. */
  public static Light of(RecorderState state) {
    return state == RecorderState.RECORDING ? Light.RECORDING : Light.ALARM;
  }

  @Override
  public void close() {
    worker.close();
  }

  /** Only changes are shown, so that a question stays lit. */
  private void run() {
    RecorderState shown = null;
    try {
      while (true) {
        RecorderState now = state.get();
        if (now != shown) {
          Logger.info("recorder: {}", now);
          panel.show(of(now));
          shown = now;
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException stopped) {
      panel.show(Light.OFF);
    }
  }
}
