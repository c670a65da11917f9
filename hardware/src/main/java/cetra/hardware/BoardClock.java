package cetra.hardware;

import java.time.Instant;

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
}
