package cetra.agent.link;

import cetra.agent.record.Worker;
import cetra.agent.upload.RelayConnection;
import cetra.wire.log.LogPage;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * Reads what this device missed of the order log: after every connection, and when an entry shows
 * that others are missing. It reads all, and asks for nothing in particular.
 */
final class LogReader implements AutoCloseable {
  private static final int MOST_BYTES = 64 << 20;
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration ROUTINE = Duration.ofMinutes(10);

  private final LogFollower log;
  private final RelayConnection relay;
  private final Semaphore asked = new Semaphore(0);
  private final Worker worker;
  private boolean told;

  LogReader(LogFollower log, RelayConnection relay) {
    this.log = log;
    this.relay = relay;
    this.worker = Worker.virtual("log", this::run);
  }

  /** Reads on soon, on another thread. */
  void catchUp() {
    asked.release();
  }

  @Override
  public void close() {
    worker.close();
  }

  private void run() {
    Duration pause = ROUTINE;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        boolean soon = asked.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        asked.drainPermits();
        Logger.trace("reading the log, asked: {}", soon);
        readToEnd();
        pause = ROUTINE;
      } catch (IOException | RuntimeException e) {
        Logger.debug("the log cannot be read: {}", e.toString());
        pause = RETRY;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void readToEnd() throws IOException {
    LogPage page;
    long from;
    do {
      from = log.next();
      page = page(from);
      compare(page.size(), from);
      log.take(page);
    } while (log.next() != from && log.next() < page.size());
  }

  private void compare(long size, long next) {
    if (size < next && !told) {
      told = true; // of a relay that stays so, every connection would say it again
      Logger.warn(
          "the relay's log has {} entries and {} were read: it has lost its log, and needs one of another name, by ./cetra keys relay --log",
          size,
          next);
    }
  }

  private LogPage page(long from) throws IOException {
    HttpURLConnection connection = relay.open("/v1/log?from=" + from);
    try (InputStream body = connection.getInputStream()) {
      byte[] bytes = body.readNBytes(MOST_BYTES);
      return Json.read(bytes, LogPage.class);
    } finally {
      connection.disconnect();
    }
  }
}
