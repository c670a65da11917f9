package cetra.hardware.gnss;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which dates of a receiver are believed. One that wakes up says 1980 or 1999; one whose firmware
 * cannot count the weeks of GPS beyond ten bits says a date 1024 weeks in the past. Neither is
 * corrected: a guess is no evidence.
 */
public enum Dates {
  /** Of a receiver that speaks now; the agent's clock believes the same. */
  LIVE("2025-01-01"),
  /** Of a record, which may be old; no receiver of a later time wakes up in this century. */
  RECORDED("2000-01-01");

  private static final int ROLLOVER_WEEKS = 1024;
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private final LocalDate earliest;

  Dates(String earliest) {
    this.earliest = LocalDate.parse(earliest);
  }

  /** The first instant that is believed. */
  public Instant earliest() {
    return earliest.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The last instant that is believed. */
  public Instant latest() {
    return LATEST;
  }

  /** Whether it is believed; counts it where it is not. */
  boolean believe(Instant utc, long line, Refusals refusals) {
    LocalDate day = LocalDate.ofInstant(utc, ZoneOffset.UTC);
    if (utc.isBefore(earliest())) {
      refusals.count(Refusal.DATE_BEFORE, line, before(day));
      return false;
    }
    if (utc.isAfter(LATEST)) {
      refusals.count(Refusal.DATE_AFTER, line, "date after 2100-01-01: " + day);
      return false;
    }
    return true;
  }

  private String before(LocalDate day) {
    return "date before "
        + earliest
        + ": receiver is waking up or its week has rolled over ("
        + day
        + "; 1024 weeks later is "
        + day.plusWeeks(ROLLOVER_WEEKS)
        + ")";
  }
}
