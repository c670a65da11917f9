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
   * @param expires after this it may be overwritten
   */
  public record Hold(
      long id, Incident.Cause cause, String boot, long fromNanos, long toNanos, Instant expires) {}

  private static final Duration BEFORE = Duration.ofSeconds(30);
  private static final Duration AFTER = Duration.ofSeconds(30);

  private static final String HOLD =
      "SELECT id, cause, boot, from_nanos, to_nanos, expires_ms FROM hold";

  private final Database database;

  /** A store in a database opened by {@link ClipIndex#open}. */
  public HoldStore(Database database) {
    this.database = database;
  }

  /**
   * Keeps what was recorded around an incident; where a hold for the same cause touches it already,
   * that becomes longer instead.
   */
  public void keep(Incident incident, String boot, Instant now) {
    long from = incident.nanos() - BEFORE.toNanos();
    long to = incident.nanos() + AFTER.toNanos();
    long expires = now.plus(keptFor(incident.cause())).toEpochMilli();
    String cause = incident.cause().name();
    database.transaction(
        () -> {
          int longer =
              database.update(
                  "UPDATE hold SET to_nanos = max(to_nanos, ?), expires_ms = max(expires_ms, ?)"
                      + " WHERE cause = ? AND boot = ? AND from_nanos <= ? AND to_nanos >= ?",
                  to,
                  expires,
                  cause,
                  boot,
                  to,
                  from);
          return longer > 0
              ? longer
              : database.update(
                  "INSERT INTO hold(cause, boot, from_nanos, to_nanos, expires_ms)"
                      + " VALUES(?,?,?,?,?)",
                  cause,
                  boot,
                  from,
                  to,
                  expires);
        });
  }

  /** All holds, oldest first. */
  public List<Hold> all() {
    return database.list(HOLD + " ORDER BY id", HoldStore::hold);
  }

  /** Lets go of what has expired. */
  void expire(Instant now) {
    database.update("DELETE FROM hold WHERE expires_ms <= ?", now.toEpochMilli());
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
        Instant.ofEpochMilli(row.getLong(6)));
  }
}
