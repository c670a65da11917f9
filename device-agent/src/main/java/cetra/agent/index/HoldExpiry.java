package cetra.agent.index;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets go of what was kept long enough, once the time is known. */
public final class HoldExpiry implements Stage {
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private final HoldStore holds;
  private final Supplier<Optional<Instant>> now;
  private Instant swept = Instant.EPOCH;

  /**
   * A stage over the holds.
   *
   * @param now the time; empty while it is not known
   */
  public HoldExpiry(HoldStore holds, Supplier<Optional<Instant>> now) {
    this.holds = holds;
    this.now = now;
  }

  @Override
  public String name() {
    return "hold expiry";
  }

  @Override
  public boolean work() {
    now.get().filter(known -> known.isAfter(swept.plus(SWEEP))).ifPresent(this::sweep);
    return false;
  }

  private void sweep(Instant known) {
    swept = known;
    holds.expire(known);
  }
}
