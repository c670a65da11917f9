package cetra.agent;

import java.util.concurrent.CountDownLatch;

/**
 * Interrupts the main thread when the process is told to end, and lets it close in order what it
 * has open: made before all else, it is closed after all else, and only then the process ends.
 */
public final class Running implements AutoCloseable {
  private final Thread command = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Begins to listen for SIGTERM and Ctrl-C. */
  public Running() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
  }

  /**
   * Blocks until the process is told to end.
   *
   * @throws InterruptedException always, when it is
   */
  public void untilStopped() throws InterruptedException {
    closed.await();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void end() {
    if (closed.getCount() > 0) {
      command.interrupt();
    }
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
