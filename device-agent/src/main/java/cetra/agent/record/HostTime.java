package cetra.agent.record;

import cetra.hardware.BoardClock;
import org.tinylog.Logger;

/**
 * Asks the board from time to time whether a time server keeps its clock, on a thread of its own.
 */
public final class HostTime implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 16_000;

  private final BoardClock board;
  private final ClockDiscipline clock;
  private final Worker worker;

  /** Begins to ask. */
  public HostTime(BoardClock board, ClockDiscipline clock) {
    this.board = board;
    this.clock = clock;
    this.worker = Worker.virtual("host time", this::run);
  }

  @Override
  public void close() {
    worker.close();
  }

  private void ask() {
    try {
      board.utcError().ifPresent(error -> clock.observeHost(board.utc(), error));
    } catch (RuntimeException e) {
      Logger.error("the host's time is not kept: {}", e.toString()); // the next answer may be
    }
  }

  private void run() {
    try {
      while (true) {
        ask();
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
