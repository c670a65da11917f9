package cetra.agent.record;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The time of the satellites where it is known and the host's until then, for deadlines: a board
 * without a battery wakes up years ago, and would keep or let go of footage by that.
 */
public final class DisciplinedClock extends Clock {
  private final ClockDiscipline known;
  private final Clock host;

  /**
   * A clock over both.
   *
   * @param host its zone is this clock's
   */
  public DisciplinedClock(ClockDiscipline known, Clock host) {
    this.known = known;
    this.host = host;
  }

  @Override
  public Instant instant() {
    return known.now().orElseGet(host::instant);
  }

  @Override
  public ZoneId getZone() {
    return host.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new DisciplinedClock(known, host.withZone(zone));
  }
}
