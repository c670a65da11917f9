package cetra.hardware;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A board's clock that stands still until it is told to go on. */
public final class SettableClock implements BoardClock {
  public static final Instant BOOT = Instant.parse("2026-04-01T09:00:00Z");

  private final AtomicLong nanos = new AtomicLong();

  public SettableClock(Duration sinceBoot) {
    nanos.set(sinceBoot.toNanos());
  }

  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public Instant utc() {
    return BOOT.plusNanos(nanos());
  }
}
