package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A board's clock that goes on by itself and can be moved on. */
final class TickingClock implements BoardClock {
  private final long began = System.nanoTime();
  private final AtomicLong ahead = new AtomicLong();

  void advance(long nanos) {
    ahead.addAndGet(nanos);
  }

  @Override
  public long nanos() {
    return System.nanoTime() - began + ahead.get();
  }

  @Override
  public Instant utc() {
    return Instant.parse("2026-04-01T12:00:00Z").plusNanos(nanos());
  }
}
