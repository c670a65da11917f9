package cetra.wire.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Runs one stage until it is closed: again at once while it finds work, else when something was
 * committed or time has passed. A fault is logged and the stage tried again later.
 */
public final class StageLoop implements AutoCloseable {
  /** One piece of a stage's work. */
  public interface Step {
    /** Does it; false when there was none. */
    boolean take() throws Exception;
  }

  private static final Duration FAULT_PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Database database;
  private final Step step;
  private final Duration idle;
  private final Duration breath;
  private final Thread thread;

  private StageLoop(String name, Database database, Step step, Duration idle, Duration breath) {
    this.name = name;
    this.database = database;
    this.step = step;
    this.idle = idle;
    this.breath = breath;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  /**
   * Starts a stage.
   *
   * @param idle the longest rest while nothing is committed, for what time alone brings about
   */
  public static StageLoop start(String name, Database database, Step step, Duration idle) {
    return start(name, database, step, idle, Duration.ZERO);
  }

  /**
   * Starts a stage that looks at all that there is, however little has changed.
   *
   * @param breath so long it waits after a commit for others, and takes them together
   */
  public static StageLoop start(
      String name, Database database, Step step, Duration idle, Duration breath) {
    StageLoop loop = new StageLoop(name, database, step, idle, breath);
    loop.thread.start();
    return loop;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(PATIENCE)) {
        Logger.warn("stage {} does not end", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long seen = database.commits();
        if (!worked()) {
          database.awaitCommit(seen, idle.toNanos());
          Thread.sleep(breath);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean worked() throws InterruptedException {
    try {
      return step.take();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      Logger.error(e, "stage {} failed; it is tried again", name);
      TimeUnit.MILLISECONDS.sleep(FAULT_PAUSE.toMillis());
      return false;
    }
  }
}
