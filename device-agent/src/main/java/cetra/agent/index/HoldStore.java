package cetra.agent.index;

import cetra.agent.record.Incident;
import cetra.wire.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the driver or a blow wants kept, over restarts and until it expires. Safe for many threads.
 */
public final class HoldStore {
  /**
   * A time that must not be overwritten.
   *
   * @param id rises
   * @param cause why
   * @param boot the boot that recorded it
   * @param fromNanos monotonic time at which it begins
   * @param toNanos monotonic time at which it ends; may be still to come
   * @param kept how long after its end it is kept
   */
  public record Hold(
      long id, Incident.Cause cause, String boot, long fromNanos, long toNanos, Duration kept) {}

  private static final Duration BEFORE = Duration.ofSeconds(30);
  private static final Duration AFTER = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final String HOLD =
      "SELECT id, cause, boot, from_nanos, to_nanos, kept_ms FROM hold";

  private final Database database;

  /** A store in a database opened by {@link ClipIndex#open}. */
  public HoldStore(Database database) {
    this.database = database;
  }

  /**
   * Keeps what was recorded around an incident; where a hold for the same cause touches it already,
   * that becomes longer instead, up to five minutes: a bad road must not be one hold.
   */
  public void keep(Incident incident, String boot) {
    long from = incident.nanos() - BEFORE.toNanos();
    long to = incident.nanos() + AFTER.toNanos();
    String cause = incident.cause().name();
    database.transaction(
        () -> {
          int longer =
              database.update(
                  "UPDATE hold SET to_nanos = max(to_nanos, ?) WHERE cause = ? AND boot = ?"
                      + " AND from_nanos <= ? AND to_nanos >= ? AND from_nanos >= ?",
                  to,
                  cause,
                  boot,
                  to,
                  from,
                  to - LONGEST.toNanos());
          return longer > 0 ? longer : add(incident.cause(), boot, from, to);
        });
  }

  /** All holds, oldest first. */
  public List<Hold> all() {
    return database.list(HOLD + " ORDER BY id", HoldStore::hold);
  }

  /**
   * Lets go of what was kept long enough. Of a boot whose time is not known nobody can tell.
   *
   * @param now the time, known for certain: a board that woke up years off must not let go
   */
  public void expire(Instant now) {
    database.update(
        "DELETE FROM hold WHERE id IN (SELECT h.id FROM hold h JOIN boot b ON b.boot = h.boot"
            + " WHERE (b.zero_nanos + h.to_nanos) / 1000000 + h.kept_ms <= ?)",
        now.toEpochMilli());
  }

  /**
   * Lets go of the oldest blow, or where there is none of the button's oldest.
   *
   * @return whether there was one
   */
  boolean giveWay() {
    return database.update(
            "DELETE FROM hold WHERE id = (SELECT id FROM hold ORDER BY cause <> ?, id LIMIT 1)",
            Incident.Cause.MOTION.name())
        > 0;
  }

  private int add(Incident.Cause cause, String boot, long from, long to) {
    return database.update(
        "INSERT INTO hold(cause, boot, from_nanos, to_nanos, kept_ms) VALUES(?,?,?,?,?)",
        cause.name(),
        boot,
        from,
        to,
        keptFor(cause).toMillis());
  }

  private static Duration keptFor(Incident.Cause cause) {
    return switch (cause) {
      case MOTION -> Duration.ofDays(7);
      case BUTTON -> Duration.ofDays(30);
    };
  }

  private static Hold hold(ResultSet row) throws SQLException {
    return new Hold(
        row.getLong(1),
        Incident.Cause.valueOf(row.getString(2)),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        Duration.ofMillis(row.getLong(6)));
  }
}
