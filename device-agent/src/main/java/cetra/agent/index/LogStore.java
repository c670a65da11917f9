package cetra.agent.index;

import cetra.wire.log.CompactRange;
import cetra.wire.store.Database;
import java.time.Instant;

/** How far this device has followed which order log; one row. */
public final class LogStore {
  /**
   * Where the device stands.
   *
   * @param log name of the log; empty before the first
   * @param since when the log was begun
   * @param base number of the log's first entry among all entries that this device has read
   * @param range the log so far
   */
  public record Position(String log, Instant since, long base, CompactRange range) {}

  private static final Position NOWHERE = new Position("", Instant.EPOCH, 0, CompactRange.EMPTY);

  private final Database database;

  /** A store in a database opened by {@link ClipIndex#open}. */
  public LogStore(Database database) {
    this.database = database;
  }

  /** Where the device stands. */
  public Position position() {
    return database
        .first(
            "SELECT name, since_ms, base, size, peaks FROM log",
            row ->
                new Position(
                    row.getString(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    row.getLong(3),
                    CompactRange.read(row.getLong(4), row.getBytes(5))))
        .orElse(NOWHERE);
  }

  /** The place of the log's next entry. */
  public long next() {
    return database.number("SELECT size FROM log");
  }

  /** Notes where the device stands; part of the surrounding transaction. */
  public void move(Position to) {
    database.update(
        "INSERT OR REPLACE INTO log VALUES (1,?,?,?,?,?)",
        to.log(),
        to.since().toEpochMilli(),
        to.base(),
        to.range().size(),
        to.range().octets());
  }
}
