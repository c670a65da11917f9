package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.hardware.simulated.Pacer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands out recorded fixes when they are due: each at its own instant, all shifted by the same
 * time, and stamped with the nanos at which the host's clock reads, or read, that instant.
 */
final class FixReplay implements GnssReceiver {
  /** The options it reads: the instant of the first fix, or of the last. */
  static final String STARTS = "starts";

  static final String ENDS = "ends";

  private final Pacer pacer;
  private final List<Fix> fixes;
  private int next;

  /**
   * @param recorded in any order, at least one
   * @throws IllegalArgumentException when the option {@code starts} or {@code ends} is wrong
   */
  FixReplay(List<Fix> recorded, DeviceSpec spec, BoardClock clock) {
    List<Fix> ordered = recorded.stream().sorted(Comparator.comparing(Fix::utc)).toList();
    long now = clock.nanos();
    Instant boot = clock.utc().minusNanos(now);
    this.fixes = due(ordered, shift(ordered, spec, boot), boot);
    this.pacer = Pacer.realTime(clock);
  }

  @Override
  public @Nullable Fix read() throws InterruptedException {
    if (next == fixes.size()) {
      return null;
    }
    Fix fix = fixes.get(next);
    pacer.awaitDue(fix.nanos());
    next++;
    return fix;
  }

  @Override
  public void close() {
    // holds nothing
  }

  /** Those that are not from before boot and, of those with the same instant, the first. */
  private static List<Fix> due(List<Fix> ordered, Duration shift, Instant boot) {
    List<Fix> due = new ArrayList<>(ordered.size());
    long last = -1;
    for (Fix fix : ordered) {
      Instant utc = fix.utc().plus(shift);
      if (!utc.isBefore(boot)) {
        long nanos = Duration.between(boot, utc).toNanos();
        if (nanos > last) {
          due.add(fix.at(nanos, utc));
        }
        last = nanos;
      }
    }
    return due;
  }

  private static Duration shift(List<Fix> ordered, DeviceSpec spec, Instant boot) {
    boolean starts = spec.options().containsKey(STARTS);
    boolean ends = spec.options().containsKey(ENDS);
    if (starts && ends) {
      throw spec.wrong(ENDS, "cannot stand beside starts; name one of them");
    }
    if (ends) {
      return Duration.between(ordered.getLast().utc(), instant(spec, ENDS));
    }
    // A log from years ago has nothing after boot: it starts at boot unless told otherwise.
    return Duration.between(ordered.getFirst().utc(), starts ? instant(spec, STARTS) : boot);
  }

  private static Instant instant(DeviceSpec spec, String key) {
    try {
      return Instant.parse(spec.option(key, ""));
    } catch (DateTimeParseException notAnInstant) {
      throw spec.wrong(key, "is no instant such as 2026-04-01T09:30:00Z");
    }
  }
}
