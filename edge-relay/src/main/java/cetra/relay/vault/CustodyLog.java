package cetra.relay.vault;

import cetra.wire.hash.Hash;
import cetra.wire.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

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
    /** It was given out to the issuer. */
    DELIVERED,
    /** Somebody looked at it. */
    VIEWED,
    /** Somebody took the package. */
    DOWNLOADED,
    /** All that had come of it was deleted, since it or its order was taken back. */
    DELETED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One row.
   *
   * @param number from 1, without gaps
   * @param atMillis when, in milliseconds since 1970
   * @param who common name of the certificate, {@code relay}, or {@code console}
   */
  public record Row(long number, long atMillis, String clip, String act, String who, Hash hash) {}

  /** A player asks for a clip in many pieces; that is one look at it. */
  private static final Duration ONE_LOOK = Duration.ofMinutes(10);

  private static final Hash NONE = Hash.of(new byte[Hash.BYTES]);

  private final Database database;
  private final Clock clock;

  /** A log in a database that has {@link #TABLES}. */
  public CustodyLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Appends a row; part of the surrounding transaction. */
  public void add(String clip, Act act, String who) {
    database.transaction(
        () -> {
          long number = database.number("SELECT count(*) FROM custody") + 1;
          Row row = new Row(number, clock.millis(), clip, act.toString(), who, NONE);
          return database.update(
              "INSERT INTO custody(number, at_ms, clip_id, act, who, hash) VALUES (?,?,?,?,?,?)",
              number,
              row.atMillis(),
              clip,
              row.act(),
              who,
              chained(last(), row).bytes());
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
  public List<Row> of(String clip) {
    return database.list(
        "SELECT * FROM custody WHERE clip_id = ? ORDER BY number", CustodyLog::row, clip);
  }

  /** The number of the first row that is not what was written; empty when all are. */
  public OptionalLong firstBroken() {
    Hash before = NONE;
    long expected = 1;
    for (Row row : database.list("SELECT * FROM custody ORDER BY number", CustodyLog::row)) {
      if (row.number() != expected || !chained(before, row).equals(row.hash())) {
        return OptionalLong.of(expected);
      }
      before = row.hash();
      expected++;
    }
    return OptionalLong.empty();
  }

  private Hash last() {
    return database
        .first("SELECT hash FROM custody ORDER BY number DESC LIMIT 1", r -> Hash.of(r.getBytes(1)))
        .orElse(NONE);
  }

  private static Hash chained(Hash before, Row row) {
    String text =
        String.join(
            "\n",
            before.toString(),
            Long.toString(row.number()),
            Long.toString(row.atMillis()),
            row.clip(),
            row.act(),
            row.who());
    return Hash.over(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Hash.of(row.getBytes(6)));
  }
}
