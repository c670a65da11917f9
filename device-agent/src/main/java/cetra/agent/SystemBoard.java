package cetra.agent;

import cetra.hardware.BoardClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The clock of this process: a boot is one run of it. */
public final class SystemBoard implements BoardClock {
  private final Clock clock;
  private final long zero;

  /**
   * A boot.
   *
   * @param history how long ago it began; simulated devices catch up on it at full speed
   */
  public SystemBoard(Clock clock, Duration history) {
    this.clock = clock;
    this.zero = System.nanoTime() - history.toNanos();
  }

  @Override
  public long nanos() {
    return System.nanoTime() - zero;
  }

  @Override
  public Instant utc() {
    return clock.instant();
  }
}
