package cetra.relay.deliver;

import cetra.wire.hash.Hash;
import cetra.wire.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Until when each clip is kept, which of them a case holds, and the certificates of the deleted.
 */
public final class RetentionStore {
  /** The table behind it. */
  public static final String TABLES =
      """
      CREATE TABLE retention(
        clip_id TEXT PRIMARY KEY,
        until_ms INTEGER,
        held_for TEXT,
        hash BLOB,
        bytes INTEGER,
        certificate TEXT
      ) STRICT;
      CREATE INDEX retention_until ON retention(until_ms)
        WHERE held_for IS NULL AND certificate IS NULL\
      """;

  /**
   * What came later: a clip that comes is written down, and struck off when it is taken back, so
   * that nobody need be searched.
   */
  public static final String ARRIVALS =
      """
      CREATE INDEX retention_unnoted ON retention(clip_id) WHERE until_ms IS NULL;
      INSERT INTO retention(clip_id) SELECT id FROM offers WHERE state IN ('DELIVERED','QUARANTINED')
        AND id NOT IN (SELECT clip_id FROM retention);
      DELETE FROM retention
        WHERE clip_id IN (SELECT id FROM offers WHERE state = 'WITHDRAWN');
      CREATE TRIGGER retention_begins AFTER UPDATE OF state ON offers
        WHEN new.state IN ('DELIVERED','QUARANTINED') BEGIN
        INSERT OR IGNORE INTO retention(clip_id) VALUES (new.id);
      END;
      CREATE TRIGGER retention_ends AFTER UPDATE OF state ON offers
        WHEN new.state = 'WITHDRAWN' BEGIN
        DELETE FROM retention WHERE clip_id = new.id;
      END\
      """;

  /**
   * A package that is being deleted.
   *
   * @param hash SHA-256 of its file
   * @param bytes octets of its file
   */
  record Condemned(Hash hash, long bytes) {}

  static final String UNNOTED = "SELECT clip_id FROM retention WHERE until_ms IS NULL LIMIT 100";

  private final Database database;

  /** A store in a database that has {@link #TABLES}. */
  public RetentionStore(Database database) {
    this.database = database;
  }

  /** Clips that are here to stay for a while, of which nobody has said yet for how long. */
  List<String> unnoted() {
    return database.list(UNNOTED, row -> row.getString(1));
  }

  void note(String clip, Instant until) {
    database.update(
        "INSERT INTO retention(clip_id, until_ms) VALUES (?,?)"
            + " ON CONFLICT(clip_id) DO UPDATE SET until_ms = excluded.until_ms",
        clip,
        until.toEpochMilli());
  }

  /** The clip whose time was up first; held ones have time. */
  Optional<String> due(Instant now) {
    return database.first(
        "SELECT clip_id FROM retention WHERE until_ms <= ? AND held_for IS NULL"
            + " AND certificate IS NULL ORDER BY until_ms LIMIT 1",
        row -> row.getString(1),
        now.toEpochMilli());
  }

  /** Until when a clip is kept, if no case holds it; empty while that is not known. */
  public Optional<Instant> until(String clip) {
    return database.first(
        "SELECT until_ms FROM retention WHERE clip_id = ? AND until_ms IS NOT NULL",
        row -> Instant.ofEpochMilli(row.getLong(1)),
        clip);
  }

  /** The case that holds a clip. */
  public Optional<String> heldFor(String clip) {
    return database.first(
        "SELECT held_for FROM retention WHERE clip_id = ? AND held_for IS NOT NULL",
        row -> row.getString(1),
        clip);
  }

  /** Keeps a clip for a case; false when it is being deleted already. */
  public boolean hold(String clip, String caseNumber) {
    return database.update(
            "INSERT INTO retention(clip_id, held_for) VALUES (?,?) ON CONFLICT(clip_id)"
                + " DO UPDATE SET held_for = excluded.held_for WHERE hash IS NULL",
            clip,
            caseNumber)
        > 0;
  }

  /** Lets go of a clip; false when nothing held it. */
  public boolean release(String clip) {
    return database.update(
            "UPDATE retention SET held_for = NULL WHERE clip_id = ? AND held_for IS NOT NULL", clip)
        > 0;
  }

  Optional<Condemned> condemned(String clip) {
    return database.first(
        "SELECT hash, bytes FROM retention WHERE clip_id = ? AND hash IS NOT NULL",
        row -> new Condemned(Hash.of(row.getBytes(1)), row.getLong(2)),
        clip);
  }

  /** From now on it cannot be held any more; false when it is held. */
  boolean condemn(String clip, Condemned file) {
    return database.update(
            "UPDATE retention SET hash = ?, bytes = ? WHERE clip_id = ? AND held_for IS NULL",
            file.hash().bytes(),
            file.bytes(),
            clip)
        > 0;
  }

  void deleted(String clip, String certificate) {
    database.update("UPDATE retention SET certificate = ? WHERE clip_id = ?", certificate, clip);
  }

  /** The signed certificate of a clip's deletion. */
  public Optional<String> certificate(String clip) {
    return database.first(
        "SELECT certificate FROM retention WHERE clip_id = ? AND certificate IS NOT NULL",
        row -> row.getString(1),
        clip);
  }
}
