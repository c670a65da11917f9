package cetra.agent.record;

import cetra.wire.evidence.Interruption;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits between the camera and the card: so many octets that a card may pause for seconds, and
 * no more, for the memory of a small board is shared by all.
 *
 * <p>Where it overflows, whole groups of pictures are left out: what follows begins at a key frame
 * and says that the card was the cause. Safe for two threads.
 */
final class FragmentQueue {
  /** A fragment and why there is nothing right before it. */
  record Waiting(MuxedFragment fragment, @Nullable Interruption gap) implements AutoCloseable {
    @Override
    public void close() {
      fragment.close();
    }
  }

  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean dropping;
  private boolean live;
  private boolean ended;

  FragmentQueue(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Adds a fragment, which is this queue's from now on.
   *
   * @param patient whether to wait for room; a live camera cannot
   */
  void add(MuxedFragment fragment, boolean patient) throws InterruptedException {
    lock.lock();
    try {
      live = !patient;
      while (patient && full(fragment) && !ended) {
        changed.await();
      }
      boolean fits = !ended && !full(fragment) && (!dropping || fragment.facts().key());
      if (fits) {
        waiting.add(new Waiting(fragment, dropping ? Interruption.CARD : fragment.facts().gap()));
        bytes += fragment.bytes();
        changed.signalAll();
      } else {
        fragment.close();
      }
      dropping = !fits;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next fragment, the caller's from now on; empty when none came in time, or no more will.
   *
   * @param nanos how long to wait
   */
  Optional<Waiting> take(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (waiting.isEmpty() && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      Optional<Waiting> next = Optional.ofNullable(waiting.poll());
      next.ifPresent(taken -> bytes -= taken.fragment().bytes());
      changed.signalAll();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a live camera gives more than is taken out. */
  boolean congested() {
    lock.lock();
    try {
      return live && (dropping || bytes > mostBytes / 2);
    } finally {
      lock.unlock();
    }
  }

  /** No more will come; what waits can still be taken. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no more will come, and nothing waits. */
  boolean drained() {
    lock.lock();
    try {
      return ended && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** One that is larger than all room is taken when nothing else waits. */
  private boolean full(MuxedFragment fragment) {
    return !waiting.isEmpty() && bytes + fragment.bytes() > mostBytes;
  }
}
