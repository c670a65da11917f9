package cetra.agent;

import cetra.hardware.BoardClock;
import cetra.hardware.linux.KernelTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The clock of this process: a boot is one run of it. */
public final class SystemBoard implements BoardClock {
  private final Clock clock;
  private final long zero;
  private final KernelTime kernel = new KernelTime();

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

  @Override
  public Optional<Duration> utcError() {
    return kernel.error();
  }
}
