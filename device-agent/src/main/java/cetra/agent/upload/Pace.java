package cetra.agent.upload;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is sent under the ceiling of the relay's newest answer, so that its line is not filled
 * by those whose turn it is not. Used by one thread.
 */
final class Pace {
  /** The header of the relay's answers, a dictionary of RFC 9651. */
  static final String HEADER = "Cetra-Lease";

  private static final Pattern CEILING = Pattern.compile("(?:^|,)\\s*ceiling=([0-9]{1,15})");

  /** Less is no upload, octets a second; the relay is to say that it is nobody's turn instead. */
  private static final long LEAST = 2000;

  /** What was not sent in time is not made up for beyond this. */
  private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private long ceiling = Long.MAX_VALUE;
  private long due = Long.MIN_VALUE;

  /** Takes a header of an answer; one that says nothing lifts the ceiling. */
  void told(@Nullable String header) {
    Matcher matcher = CEILING.matcher(header == null ? "" : header);
    ceiling = matcher.find() ? Math.max(LEAST, Long.parseLong(matcher.group(1))) : Long.MAX_VALUE;
  }

  /** Waits until so many more octets may go. */
  void before(int octets) throws InterruptedIOException {
    if (ceiling == Long.MAX_VALUE) {
      return;
    }
    long now = System.nanoTime();
    due = Math.max(due, now - BURST_NANOS);
    long wait = due - now;
    due += (long) (octets * 1e9 / ceiling);
    if (wait > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopped while uploading");
      }
    }
  }
}
