package cetra.agent;

import cetra.hardware.BoardClock;
import java.time.Duration;
import java.time.Instant;

/** A board that booted a while ago and has recorded nothing yet: devices catch up at full speed. */
public record SimulatedBoard(Instant booted, long startedAt) implements BoardClock {
  public static SimulatedBoard bootedAgo(Duration history) {
    return new SimulatedBoard(Instant.now().minus(history), System.nanoTime() - history.toNanos());
  }

  @Override
  public long nanos() {
    return System.nanoTime() - startedAt;
  }

  @Override
  public Instant utc() {
    return Instant.now();
  }
}
