package cetra.agent.upload;

import java.time.Duration;

/**
 * Hangs up when nothing moves for a while. What is written to a road that is gone, as after a
 * change of the address, would wait for the kernel to give up, a quarter of an hour.
 */
final class StallWatch implements AutoCloseable {
  private final Thread watcher;
  private volatile long moved = System.nanoTime();

  StallWatch(Duration patience, Runnable hangUp) {
    watcher = Thread.ofPlatform().daemon().name("stall watch").start(() -> watch(patience, hangUp));
  }

  /** Something was taken. */
  void moved() {
    moved = System.nanoTime();
  }

  private void watch(Duration patience, Runnable hangUp) {
    try {
      for (Duration left = patience; left.isPositive(); ) {
        Thread.sleep(left);
        left = patience.minusNanos(System.nanoTime() - moved);
      }
      hangUp.run();
    } catch (InterruptedException ended) {
      // as it should be
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
