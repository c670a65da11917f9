package cetra.hardware.simulated;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a simulated device back until the board's clock has reached what it is about to hand out.
 *
 * <p>What is already due is never held back, so a device opened on a board that has run for an hour
 * first hands out that hour as fast as it can, and goes on in real time. Safe for many threads.
 */
public final class Pacer {
  /** How fast the device runs against the clock: a number, or {@code max}. */
  public static final String SPEED = "speed";

  /** Where the device's own time begins, in seconds since boot. */
  public static final String FROM = "from";

  private static final double LONGEST_BOOT = Duration.ofDays(3660).toSeconds();

  // Only the clock knows how fast it runs, and a test's clock jumps: look again this often.
  private static final long SLICE = Duration.ofMillis(50).toNanos();

  private final BoardClock clock;
  private final long from;
  private final double speed;

  private Pacer(BoardClock clock, long from, double speed) {
    this.clock = clock;
    this.from = from;
    this.speed = speed;
  }

  /** Real time. */
  public static Pacer realTime(BoardClock clock) {
    return new Pacer(clock, 0, 1);
  }

  /**
   * As the options {@code speed} (0.1 to 1000, or {@code max} for unpaced; default 1) and {@code
   * from} (seconds since boot, default 0) say.
   *
   * @throws IllegalArgumentException when one is wrong
   */
  public static Pacer of(DeviceSpec spec, BoardClock clock) {
    double from = spec.number(FROM, 0, 0, LONGEST_BOOT);
    double speed =
        spec.option(SPEED, "1").equals("max")
            ? Double.POSITIVE_INFINITY
            : spec.number(SPEED, 1, 0.1, 1000);
    return new Pacer(clock, Math.round(from * 1e9), speed);
  }

  /** Where the device's own time begins, on {@link BoardClock#nanos()}. */
  public long from() {
    return from;
  }

  /**
   * Waits until a stamp is due; parks, never spins.
   *
   * @param stamp on {@link BoardClock#nanos()}; at another speed than 1 it is due that much sooner
   *     or later
   */
  public void awaitDue(long stamp) throws InterruptedException {
    if (Double.isInfinite(speed)) {
      return;
    }
    long due = from + (long) ((stamp - from) / speed);
    for (long left = due - clock.nanos(); left > 0; left = due - clock.nanos()) {
      LockSupport.parkNanos(this, Math.min(left, SLICE));
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for the board's clock");
      }
    }
  }
}
