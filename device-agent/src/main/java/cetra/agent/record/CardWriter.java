package cetra.agent.record;

import cetra.hardware.BoardClock;
import cetra.wire.message.RecorderState;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Takes fragments out of the queue to the card, on a thread of its own, so that the camera never
 * waits for a card and the hash of one fragment is made while the next is collected. A fragment
 * that the card refuses is tried again until the card takes it or the recorder stops.
 */
final class CardWriter implements AutoCloseable {
  private static final long RETRY_MILLIS = 500;

  /** A card that takes so long for one fragment is slow, whatever comes of it. */
  private static final long SLOW_NANOS = Duration.ofSeconds(2).toNanos();

  /** After so long without a picture a segment is closed. */
  private static final long SILENT_NANOS = Duration.ofSeconds(5).toNanos();

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long IDLE = Long.MIN_VALUE;

  private final FragmentQueue queue;
  private final RingWriter writer;
  private final Ring ring;
  private final RingListener listener;
  private final BoardClock board;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Worker worker;
  private volatile @Nullable RecorderState fault;
  private volatile long busySince = IDLE;
  private volatile long safeNanos;

  /** Begins to write what comes. */
  CardWriter(
      FragmentQueue queue, RingWriter writer, Ring ring, RingListener listener, BoardClock board) {
    this.queue = queue;
    this.writer = writer;
    this.ring = ring;
    this.listener = listener;
    this.board = board;
    this.worker = Worker.urgent("card", this::run);
  }

  /** The monotonic time up to which video is safe. */
  long safeNanos() {
    return safeNanos;
  }

  /** How the card does. */
  RecorderState state() {
    RecorderState known = fault;
    if (known != null) {
      return known;
    }
    long since = busySince;
    boolean stuck = since != IDLE && board.nanos() - since > SLOW_NANOS;
    if (stuck || queue.congested()) {
      return RecorderState.CARD_SLOW;
    }
    return ring.fake() ? RecorderState.CARD_FAKE : RecorderState.RECORDING;
  }

  /** What was queued is on the card on return, unless the card refuses it. */
  @Override
  public void close() {
    queue.end();
    stopping.countDown();
    worker.close(PATIENCE);
  }

  private void run() {
    try (writer) {
      while (!queue.drained()) {
        Optional<FragmentQueue.Waiting> next = queue.take(SILENT_NANOS);
        if (next.isPresent()) {
          try (FragmentQueue.Waiting fragment = next.get()) {
            writeUntilSafe(fragment);
          }
        } else {
          finish(); // what is there is indexed and found, however long the camera stays away
        }
      }
      finish();
    } catch (InterruptedException e) {
      Logger.warn("the card took too long; what it did not take is lost");
    }
  }

  private void finish() {
    try {
      writer.finish();
    } catch (IOException | RuntimeException e) {
      tell(ring.diagnose(), e.toString());
    }
  }

  private void writeUntilSafe(FragmentQueue.Waiting next) throws InterruptedException {
    while (!written(next)) {
      if (stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private boolean written(FragmentQueue.Waiting next) {
    busySince = board.nanos();
    try {
      writer.write(next.fragment(), next.gap());
      safeNanos = next.fragment().facts().toNanos();
      tell(null, "");
      return true;
    } catch (IOException | RuntimeException e) {
      tell(ring.diagnose(), e.toString());
      return false;
    } finally {
      busySince = IDLE;
    }
  }

  private void tell(@Nullable RecorderState now, String why) {
    if (now == RecorderState.CARD_FULL) {
      listener.full();
    }
    if (now != fault) {
      if (now == null) {
        Logger.info("the card takes video again");
      } else {
        Logger.error("{}: {}; trying again", now, why);
      }
      fault = now;
    }
  }
}
