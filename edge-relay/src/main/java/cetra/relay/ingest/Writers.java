package cetra.relay.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * At most one writer of each upload, and always the newest: a connection that hangs half open must
 * not keep out the one that resumes.
 */
final class Writers {
  private final ConcurrentHashMap<String, Writer> current = new ConcurrentHashMap<>();

  /** Evicts who writes now and takes over when he has let go; empty when he does not in time. */
  Optional<Writer> take(String upload, Runnable evict, Duration patience)
      throws InterruptedException {
    Writer mine = new Writer(upload, evict);
    Writer before = current.put(upload, mine);
    if (before != null) {
      before.evict.run();
      if (!before.ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        mine.close();
        return Optional.empty();
      }
    }
    return Optional.of(mine);
  }

  /** Takes over when nobody writes; empty when somebody does, who is left alone. */
  Optional<Writer> takeIdle(String upload) {
    Writer mine = new Writer(upload, () -> {});
    return current.putIfAbsent(upload, mine) == null ? Optional.of(mine) : Optional.empty();
  }

  /** The right to write. */
  final class Writer {
    private final String upload;
    private final Runnable evict;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Writer(String upload, Runnable evict) {
      this.upload = upload;
      this.evict = evict;
    }

    /** Lets the next one write. */
    void close() {
      current.remove(upload, this);
      ended.countDown();
    }
  }
}
