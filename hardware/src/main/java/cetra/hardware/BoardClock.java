package cetra.hardware;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time of one boot of the board.
 *
 * <p>Everything recorded is stamped with {@link #nanos()} alone, which never jumps. {@link #utc()}
 * is what the host believes and may be wrong by years; only simulated devices may rely on it.
 */
public interface BoardClock {
  /** Nanoseconds since this boot, monotonic, never negative. */
  long nanos();

  /** The host's wall clock. */
  Instant utc();

  /**
   * How far {@link #utc()} can be off while the operating system keeps it in step with a time
   * server; empty where it does not, or nobody knows.
   */
  default Optional<Duration> utcError() {
    return Optional.empty();
  }
}
