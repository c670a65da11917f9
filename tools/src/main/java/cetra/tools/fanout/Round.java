package cetra.tools.fanout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When one message reached each car, and when those that look at it had decided. */
final class Round {
  private static final int SECONDS = 60;

  private final long begun = System.nanoTime();
  private final long[] arrived;
  private final List<Double> decided = new ArrayList<>();
  private final CountDownLatch all;

  /**
   * A round that begins now.
   *
   * @param deciders how many of the cars decide
   */
  Round(int cars, int deciders) {
    this.arrived = new long[cars];
    this.all = new CountDownLatch(cars + deciders);
  }

  /** From one thread. */
  void arrived(int car, long nanos) {
    if (arrived[car] == 0) { // QoS 1 may say it twice
      arrived[car] = nanos;
      all.countDown();
    }
  }

  /** From any thread. */
  void decided() {
    synchronized (decided) {
      decided.add((System.nanoTime() - begun) / 1e6);
    }
    all.countDown();
  }

  /** Waits until it is over. */
  void await() throws IOException, InterruptedException {
    if (!all.await(SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(
          all.getCount() + " arrivals or decisions are missing after " + SECONDS + " s");
    }
  }

  /** Milliseconds to each car. */
  List<Double> arrivals() {
    return Arrays.stream(arrived).mapToObj(nanos -> (nanos - begun) / 1e6).toList();
  }

  /** Milliseconds to each decision. */
  List<Double> decisions() {
    synchronized (decided) {
      return List.copyOf(decided);
    }
  }
}
