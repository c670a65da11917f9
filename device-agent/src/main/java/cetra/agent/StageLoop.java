package cetra.agent;

import cetra.agent.index.Stage;
import cetra.agent.record.Worker;
import cetra.wire.store.Database;
import java.time.Duration;
import org.tinylog.Logger;

/** Runs one stage on a virtual thread whenever the queue has changed. */
final class StageLoop implements AutoCloseable {
  /** What is due by time alone is found so late at most. */
  private static final Duration TICK = Duration.ofMillis(500);

  private final Stage stage;
  private final Database database;
  private final Worker worker;

  StageLoop(Stage stage, Database database) {
    this.stage = stage;
    this.database = database;
    this.worker = Worker.virtual(stage.name(), this::run);
  }

  @Override
  public void close() {
    worker.close();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long commits = database.commits();
        if (!worked()) {
          database.awaitCommit(commits, TICK.toNanos());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** One job that fails must not end the stage. */
  private boolean worked() throws InterruptedException {
    try {
      return stage.work();
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception e) {
      Logger.error(e, "stage {} failed", stage.name());
      Thread.sleep(TICK);
      return false;
    }
  }
}
