package cetra.relay.broker;

import cetra.wire.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is to be published, kept until the broker has acknowledged it: it outlives connections,
 * brokers and this process. A message may go out twice.
 */
public final class Outbox {
  /** The table behind it. */
  public static final String TABLES =
      """
      CREATE TABLE outbox(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        topic TEXT NOT NULL,
        message TEXT NOT NULL,
        expires_ms INTEGER NOT NULL
      ) STRICT\
      """;

  /**
   * One message.
   *
   * @param id rising in the order of {@link #add}
   * @param expires after this nobody wants it
   */
  record Item(long id, String topic, String message, Instant expires) {}

  private final Database database;

  /** An outbox in a database that has {@link #TABLES}. */
  public Outbox(Database database) {
    this.database = database;
  }

  /** Puts a message in; part of the surrounding transaction, if there is one. */
  public void add(String topic, String message, Instant expires) {
    database.update(
        "INSERT INTO outbox(topic, message, expires_ms) VALUES (?,?,?)",
        topic,
        message,
        expires.toEpochMilli());
  }

  /** How many messages wait. */
  public long size() {
    return database.number("SELECT count(*) FROM outbox");
  }

  List<Item> after(long id, int most) {
    return database.list(
        "SELECT id, topic, message, expires_ms FROM outbox WHERE id > ? ORDER BY id LIMIT ?",
        row ->
            new Item(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4))),
        id,
        most);
  }

  void done(long id) {
    database.update("DELETE FROM outbox WHERE id = ?", id);
  }

  long commits() {
    return database.commits();
  }

  void await(long seen, Duration most) throws InterruptedException {
    database.awaitCommit(seen, most.toNanos());
  }
}
