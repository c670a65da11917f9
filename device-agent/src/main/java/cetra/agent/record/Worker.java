package cetra.agent.record;

import java.time.Duration;

/** A thread that is stopped and waited for as one. */
public final class Worker implements AutoCloseable {
  private final Thread thread;

  private Worker(Thread thread) {
    this.thread = thread;
  }

  /** Runs work on a virtual thread. */
  public static Worker virtual(String name, Runnable work) {
    return new Worker(Thread.ofVirtual().name(name).start(work));
  }

  /** Runs work on a platform thread of the highest priority. */
  static Worker urgent(String name, Runnable work) {
    return new Worker(Thread.ofPlatform().name(name).priority(Thread.MAX_PRIORITY).start(work));
  }

  /** Interrupts the thread and waits for its end, even when the caller is interrupted itself. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /** Waits for the thread to end by itself, and interrupts it when it has not in time. */
  public void close(Duration patience) {
    boolean interrupted = false;
    Duration left = patience;
    boolean ended = false;
    while (!ended) {
      try {
        ended = left.isPositive() && thread.join(left);
        if (!ended) {
          thread.interrupt();
          thread.join();
          ended = true;
        }
      } catch (InterruptedException e) {
        interrupted = true;
        left = Duration.ZERO;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean alive() {
    return thread.isAlive();
  }
}
