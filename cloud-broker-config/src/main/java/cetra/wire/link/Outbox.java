package cetra.wire.link;

import cetra.wire.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Messages that wait for the broker, in the same database as the state they speak of: both are
 * committed together, so a message is neither lost nor sent for what did not happen. Safe for many
 * threads.
 */
public final class Outbox {
  /** The table it needs. */
  public static final String TABLE =
      """
      CREATE TABLE outbox(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        topic TEXT NOT NULL,
        payload BLOB NOT NULL,
        due_ms INTEGER NOT NULL) STRICT;
      CREATE INDEX outbox_due ON outbox(due_ms)""";

  /** Takes one message to the broker. */
  interface Carrier {
    /** Begins to send a message, and tells when the broker has it. */
    void send(long id, String topic, byte[] payload) throws MqttException;
  }

  private final Database database;

  /** An outbox in a database that has {@link #TABLE}. */
  public Outbox(Database database) {
    this.database = database;
  }

  /** Adds a message that leaves when it is due, as soon as there is a connection. */
  public void add(String topic, byte[] payload, Instant due) {
    database.update(
        "INSERT INTO outbox(topic, payload, due_ms) VALUES(?,?,?)",
        topic,
        payload,
        due.toEpochMilli());
  }

  /** Adds a message and takes out those of its topic that have not left. */
  public void replace(String topic, byte[] payload, Instant due) {
    database.transaction(
        () -> {
          int replaced = database.update("DELETE FROM outbox WHERE topic = ?", topic);
          add(topic, payload, due);
          return replaced;
        });
  }

  /** Hands out the oldest messages that are due. */
  void due(Instant now, int most, Carrier carrier) throws MqttException {
    List<Message> due =
        database.list(
            "SELECT id, topic, payload FROM outbox WHERE due_ms <= ? ORDER BY id LIMIT ?",
            row -> new Message(row.getLong(1), row.getString(2), row.getBytes(3)),
            now.toEpochMilli(),
            most);
    for (Message message : due) {
      carrier.send(message.id, message.topic, message.payload);
    }
  }

  /** Forgets a message that the broker has acknowledged. */
  void sent(long id) {
    database.update("DELETE FROM outbox WHERE id = ?", id);
  }

  /** How many messages wait. */
  public long waiting() {
    return database.number("SELECT count(*) FROM outbox");
  }

  /** Waits for something new, at most for a time. */
  void await(long commits, Duration most) throws InterruptedException {
    database.awaitCommit(commits, most.toNanos());
  }

  long commits() {
    return database.commits();
  }

  private static final class Message {
    private final long id;
    private final String topic;
    private final byte[] payload;

    private Message(long id, String topic, byte[] payload) {
      this.id = id;
      this.topic = topic;
      this.payload = payload;
    }
  }
}
