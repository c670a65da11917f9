package cetra.relay.vault;

import cetra.wire.custody.CustodyRecord;
import cetra.wire.custody.CustodyRow;
import cetra.wire.hash.Hash;
import cetra.wire.log.LogKey;
import cetra.wire.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Who touched which clip, for ever: each row carries SHA-256 over the row before and itself, so
 * that none can be changed, left out or put in between without breaking all that follow.
 */
public final class CustodyLog {
  /** The table behind it. */
  public static final String TABLES =
      """
      CREATE TABLE custody(
        number INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        clip_id TEXT NOT NULL,
        act TEXT NOT NULL,
        who TEXT NOT NULL,
        hash BLOB NOT NULL
      ) STRICT;
      CREATE INDEX custody_of_clip ON custody(clip_id, number)\
      """;

  /** What can be done to a clip. */
  public enum Act {
    /** All of it came in. */
    RECEIVED,
    /** It was found to be what it claims to be. */
    VERIFIED,
    /** It was found not to be. */
    QUARANTINED,
    /** A time stamp authority has stamped it. */
    STAMPED,
    /** It was given out to the issuer. */
    DELIVERED,
    /** Somebody looked at it. */
    VIEWED,
    /** Somebody took the package. */
    DOWNLOADED,
    /** Somebody took its custody record. */
    EXPORTED,
    /** It is kept for a case, however long that takes. */
    HELD,
    /** The case does not need it any more. */
    RELEASED,
    /** All that had come of it was deleted: it or its order was taken back, or its time was up. */
    DELETED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A player asks for a clip in many pieces; that is one look at it. */
  private static final Duration ONE_LOOK = Duration.ofMinutes(10);

  /** With the hash of the row before. */
  private static final String SELECT =
      "SELECT number, at_ms, clip_id, act, who,"
          + " (SELECT b.hash FROM custody b WHERE b.number = c.number - 1), hash FROM custody c ";

  private final Database database;
  private final LogKey key;
  private final Clock clock;

  /**
   * A log in a database that has {@link #TABLES}.
   *
   * @param key with which records are signed that are given out
   */
  public CustodyLog(Database database, LogKey key, Clock clock) {
    this.database = database;
    this.key = key;
    this.clock = clock;
  }

  /** Appends a row; part of the surrounding transaction. */
  public void add(String clip, Act act, String who) {
    database.transaction(
        () -> {
          long number = database.number("SELECT coalesce(max(number), 0) FROM custody") + 1;
          CustodyRow row =
              CustodyRow.after(last(), number, clock.millis(), clip, act.toString(), who);
          return database.update(
              "INSERT INTO custody(number, at_ms, clip_id, act, who, hash) VALUES (?,?,?,?,?,?)",
              number,
              row.atMillis(),
              clip,
              row.act(),
              who,
              row.hash().bytes());
        });
  }

  /** Appends a row unless the same person did the same a moment ago. */
  public void addOnce(String clip, Act act, String who) {
    long since = clock.millis() - ONE_LOOK.toMillis();
    boolean known =
        database.number(
                "SELECT count(*) FROM custody WHERE clip_id = ? AND act = ? AND who = ?"
                    + " AND at_ms > ?",
                clip,
                act.toString(),
                who,
                since)
            > 0;
    if (!known) {
      add(clip, act, who);
    }
  }

  /** The rows of one clip, the oldest first. */
  public List<CustodyRow> of(String clip) {
    return database.list(SELECT + "WHERE clip_id = ? ORDER BY number", CustodyLog::row, clip);
  }

  /** The rows of one clip as a signed record. */
  public String record(String clip) {
    return CustodyRecord.text(clip, of(clip), key, clock.instant());
  }

  /** All rows as a signed record. */
  public String record() {
    List<CustodyRow> all = database.list(SELECT + "ORDER BY number", CustodyLog::row);
    return CustodyRecord.text(null, all, key, clock.instant());
  }

  private Hash last() {
    return database
        .first("SELECT hash FROM custody ORDER BY number DESC LIMIT 1", r -> Hash.of(r.getBytes(1)))
        .orElse(CustodyRow.NONE);
  }

  private static CustodyRow row(ResultSet row) throws SQLException {
    byte[] before = row.getBytes(6);
    return new CustodyRow(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        before == null ? CustodyRow.NONE : Hash.of(before),
        Hash.of(row.getBytes(7)));
  }
}
