package cetra.hardware;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own that is seen to wait. */
public final class Waiting<T> {
  private final FutureTask<T> call;
  private final Thread thread;

  private Waiting(Callable<T> call) {
    this.call = new FutureTask<>(call);
    this.thread = Thread.ofPlatform().daemon().start(this.call);
  }

  /** Starts the call and returns once its thread is parked. */
  public static <T> Waiting<T> on(Callable<T> call) {
    Waiting<T> waiting = new Waiting<>(call);
    waiting.untilParked();
    return waiting;
  }

  public void untilParked() {
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }

  public boolean isDone() {
    return call.isDone();
  }

  public void interrupt() {
    thread.interrupt();
  }

  public T result() throws ExecutionException, InterruptedException, TimeoutException {
    return call.get(10, TimeUnit.SECONDS);
  }
}
