package cetra.relay.transparency;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.log.CommitmentEntry;
import cetra.wire.log.CommitmentProof;
import cetra.wire.message.Commitment;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Writes what devices commit themselves to into the log: all that came within some seconds as one
 * entry, and to each device the proof for its own.
 */
public final class Commitments {
  /** The table behind it; {@code place} is that of the log entry, once there is one. */
  public static final String TABLES =
      """
      CREATE TABLE commitments(
        number INTEGER PRIMARY KEY,
        device TEXT NOT NULL,
        root BLOB NOT NULL,
        arrived_ms INTEGER NOT NULL,
        place INTEGER,
        UNIQUE(device, root)
      ) STRICT;
      CREATE INDEX commitments_of_entry ON commitments(place, number)\
      """;

  /** How long others of one entry are waited for. */
  static final Duration BUNDLE = Duration.ofSeconds(5);

  /** A device that has not fetched its proof by then commits itself anew. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** No honest device has more waiting; one that goes mad must not fill the log's entry. */
  private static final int MOST_WAITING = 10;

  private static final int MOST_OCTETS = 1024;

  private final Database database;
  private final OrderLog log;
  private final Clock clock;

  /** Over a database that has {@link #TABLES}. */
  public Commitments(Database database, OrderLog log, Clock clock) {
    this.database = database;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Takes a message from a device; one that cannot be read leaves one line in the relay's log.
   *
   * @return false when the topic is none for commitments
   */
  public boolean arrived(String topic, byte[] message) {
    Optional<String> device = Topics.committingDevice(topic);
    try {
      if (device.isPresent() && message.length > MOST_OCTETS) {
        throw new IllegalArgumentException(
            "it has " + message.length + " octets, at most " + MOST_OCTETS);
      }
      device.ifPresent(name -> take(name, Json.read(message, Commitment.class)));
    } catch (IllegalArgumentException e) {
      Logger.warn("a message on {} is dropped: {}", topic, e.getMessage());
    }
    return device.isPresent();
  }

  /** Takes a commitment; one that is known stays where it is. */
  void take(String device, Commitment commitment) {
    long waiting =
        database.number(
            "SELECT count(*) FROM commitments WHERE device = ? AND place IS NULL", device);
    if (waiting < MOST_WAITING) {
      database.update(
          "INSERT OR IGNORE INTO commitments(device, root, arrived_ms) VALUES (?,?,?)",
          device,
          commitment.root().bytes(),
          clock.millis());
    }
  }

  /** Bundles what has waited long enough into the log; false when nothing has. */
  public boolean step() {
    Instant now = clock.instant();
    boolean due =
        database.number(
                "SELECT count(*) FROM commitments WHERE place IS NULL AND arrived_ms <= ?",
                now.minus(BUNDLE).toEpochMilli())
            > 0;
    if (due) {
      database.transaction(() -> bundle(now));
    }
    return due;
  }

  private long bundle(Instant now) {
    forget(now.minus(KEPT));
    List<Long> numbers =
        database.list(
            "SELECT number FROM commitments WHERE place IS NULL ORDER BY number LIMIT ?",
            row -> row.getLong(1),
            CommitmentEntry.MOST);
    List<Hash> leaves = leaves("place IS NULL AND number <= ?", numbers.getLast());
    String entry = CommitmentEntry.of(MerkleTree.root(leaves), leaves.size(), now).text();
    long place = log.append(entry, Instant.EPOCH); // devices follow it as a hash
    database.update(
        "UPDATE commitments SET place = ? WHERE place IS NULL AND number <= ?",
        place,
        numbers.getLast());
    return place;
  }

  /** An entry's commitments go together, for the proof of one needs all. */
  private void forget(Instant before) {
    database.update(
        "DELETE FROM commitments WHERE place IN (SELECT place FROM commitments"
            + " WHERE place IS NOT NULL GROUP BY place HAVING max(arrived_ms) < ?)",
        before.toEpochMilli());
  }

  /** The proof of a device's commitment; empty while it is not in the log, or not known at all. */
  public Optional<CommitmentProof> proof(String device, Hash root) {
    record Placed(long number, long place) {}
    return database
        .first(
            "SELECT number, place FROM commitments"
                + " WHERE device = ? AND root = ? AND place IS NOT NULL",
            row -> new Placed(row.getLong(1), row.getLong(2)),
            device,
            root.bytes())
        .map(placed -> proof(placed.place(), placed.number()));
  }

  private CommitmentProof proof(long place, long number) {
    int index =
        (int)
            database.number(
                "SELECT count(*) FROM commitments WHERE place = ? AND number < ?", place, number);
    OrderLog.Proof entry = log.proof(place);
    return new CommitmentProof(
        index,
        MerkleTree.path(index, leaves("place = ?", place)),
        entry.entry(),
        place,
        entry.path(),
        entry.checkpoint());
  }

  private List<Hash> leaves(String which, long value) {
    return database.list(
        "SELECT root FROM commitments WHERE " + which + " ORDER BY number",
        row -> CommitmentProof.leaf(Hash.of(row.getBytes(1))),
        value);
  }
}
