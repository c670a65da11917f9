package cetra.agent;

import cetra.hardware.BoardClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A board whose time moves only when a test says so. */
public final class StoppedBoard implements BoardClock {
  /** UTC at which every such board booted. */
  public static final Instant ZERO = Instant.parse("2026-05-01T12:00:00Z");

  /** The host's clock, which stands still at that. */
  public static final Clock CLOCK = Clock.fixed(ZERO, ZoneOffset.UTC);

  private final AtomicLong nanos = new AtomicLong();

  /** Moves the time to a second since boot. */
  public void at(double second) {
    nanos.set(Math.round(second * 1e9));
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public Instant utc() {
    return ZERO.plusNanos(nanos());
  }
}
