package cetra.agent.record;

import cetra.hardware.BoardClock;
import cetra.hardware.DriverPanel;
import java.util.function.Consumer;
import org.tinylog.Logger;

/** Waits for the driver's button on a thread of its own. */
public final class ButtonWatch implements AutoCloseable {
  private final DriverPanel panel;
  private final BoardClock board;
  private final Consumer<Incident> listener;
  private final Worker worker;

  /**
   * Begins to wait.
   *
   * @param listener called on the watch's thread
   */
  public ButtonWatch(DriverPanel panel, BoardClock board, Consumer<Incident> listener) {
    this.panel = panel;
    this.board = board;
    this.listener = listener;
    this.worker = Worker.virtual("button", this::run);
  }

  @Override
  public void close() {
    worker.close();
  }

  private void run() {
    try {
      while (panel.awaitPress()) {
        tell(new Incident(Incident.Cause.BUTTON, board.nanos()));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Incident incident) {
    try {
      listener.accept(incident);
    } catch (RuntimeException e) {
      Logger.error("the driver's button: {}", e.toString()); // the next press may be kept
    }
  }
}
