package cetra.wire.link;

import cetra.wire.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Messages that wait for the broker, in the same database as the state they speak of: both are
 * committed together, so a message is neither lost nor sent for what did not happen. It may go out
 * twice. Safe for many threads.
 */
public final class Outbox {
  /** The table it needs. */
  public static final String TABLE =
      """
      CREATE TABLE outbox(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        topic TEXT NOT NULL,
        payload BLOB NOT NULL,
        due_ms INTEGER NOT NULL,
        expires_ms INTEGER NOT NULL) STRICT;
      CREATE INDEX outbox_due ON outbox(due_ms)""";

  /** One message, as it is handed to a connection. */
  static final class Message {
    private final long id;
    private final String topic;
    private final byte[] payload;
    private final Instant expires;

    private Message(long id, String topic, byte[] payload, Instant expires) {
      this.id = id;
      this.topic = topic;
      this.payload = payload;
      this.expires = expires;
    }

    long id() {
      return id;
    }

    String topic() {
      return topic;
    }

    byte[] payload() {
      return payload.clone();
    }

    Instant expires() {
      return expires;
    }
  }

  private final Database database;

  /** An outbox in a database that has {@link #TABLE}. */
  public Outbox(Database database) {
    this.database = database;
  }

  /**
   * Adds a message; part of the surrounding transaction, if there is one.
   *
   * @param due it leaves then, or as soon after as there is a connection
   * @param expires after this nobody wants it, here or at the broker
   */
  public void add(String topic, byte[] payload, Instant due, Instant expires) {
    database.update(
        "INSERT INTO outbox(topic, payload, due_ms, expires_ms) VALUES(?,?,?,?)",
        topic,
        payload,
        due.toEpochMilli(),
        expires.toEpochMilli());
  }

  /** Adds a message that leaves as soon as there is a connection. */
  public void add(String topic, byte[] payload, Instant expires) {
    add(topic, payload, Instant.EPOCH, expires);
  }

  /** Adds a message and takes out those of its topic that have not left. */
  public void replace(String topic, byte[] payload, Instant expires) {
    database.transaction(
        () -> {
          int replaced = database.update("DELETE FROM outbox WHERE topic = ?", topic);
          add(topic, payload, expires);
          return replaced;
        });
  }

  /** Takes out all messages that have not left and name something; returns how many. */
  public long withdraw(String named) {
    return database.update("DELETE FROM outbox WHERE instr(CAST(payload AS TEXT), ?) > 0", named);
  }

  /** How many messages wait. */
  public long waiting() {
    return database.number("SELECT count(*) FROM outbox");
  }

  /** The oldest messages that are due. */
  List<Message> due(Instant now, int most) {
    return database.list(
        "SELECT id, topic, payload, expires_ms FROM outbox WHERE due_ms <= ? ORDER BY id LIMIT ?",
        row ->
            new Message(
                row.getLong(1),
                row.getString(2),
                row.getBytes(3),
                Instant.ofEpochMilli(row.getLong(4))),
        now.toEpochMilli(),
        most);
  }

  /** Forgets a message that the broker has, or that nobody wants any more. */
  void done(long id) {
    database.update("DELETE FROM outbox WHERE id = ?", id);
  }

  long commits() {
    return database.commits();
  }

  /** Waits for something new, at most for a time. */
  void await(long commits, Duration most) throws InterruptedException {
    database.awaitCommit(commits, most.toNanos());
  }
}
