package cetra.tools.run;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a command close in order what it has open when the process is told to end: opened before all
 * else, it is closed after all else, and only then the process ends.
 */
public final class Running implements AutoCloseable {
  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Begins to listen for SIGTERM and Ctrl-C. */
  public Running() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
  }

  /** Blocks until the process is told to end. */
  public void untilStopped() throws InterruptedException {
    told.await();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void end() {
    told.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
