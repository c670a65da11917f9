package cetra.tools.run;

import java.util.concurrent.CountDownLatch;

/** Waits until the process is told to end, and lets the command close what it has open first. */
public final class Running {
  private Running() {}

  /** Blocks until SIGTERM or Ctrl-C, and holds the end of the process until the thread is done. */
  public static void untilStopped() throws InterruptedException {
    Thread waiting = Thread.currentThread();
    CountDownLatch told = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  told.countDown();
                  try {
                    waiting.join();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop"));
    told.await();
  }
}
