package cetra.agent.index;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.log.CommitmentProof;
import cetra.wire.message.Json;
import cetra.wire.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * To what the device has committed itself: leaf hashes of segment heads, bundled, and the log's
 * proof for each bundle.
 */
public final class CommitmentStore {
  /**
   * One commitment.
   *
   * @param number rising
   * @param root what was sent
   * @param made when it was made
   * @param asked when the relay was last asked for its proof, or sent it
   */
  public record Open(long number, Hash root, Instant made, Instant asked) {}

  /**
   * A segment's head in a commitment that the log holds.
   *
   * @param number of the commitment
   * @param root of the commitment
   * @param heads how many it has
   * @param index the head's place among them
   * @param path from its leaf to the root
   * @param proof that the commitment stands in the log
   */
  public record Committed(
      long number, Hash root, int heads, int index, List<Hash> path, CommitmentProof proof) {}

  private final Database database;

  /** A store in a database opened by {@link ClipIndex#open}. */
  public CommitmentStore(Database database) {
    this.database = database;
  }

  /** Notes a head that is to be committed; one that is known stays as it is. */
  void add(long segment, Hash leaf) {
    database.update("INSERT OR IGNORE INTO head VALUES(?,?,NULL)", segment, leaf.bytes());
  }

  /** A segment is gone: its head is only needed if others share a commitment with it. */
  void remove(long segment) {
    database.update("DELETE FROM head WHERE segment = ? AND commitment IS NULL", segment);
  }

  /** When the newest commitment was made. */
  public Instant last() {
    return Instant.ofEpochMilli(
        database.number("SELECT coalesce(max(made_ms), 0) FROM commitment"));
  }

  /** The oldest commitment whose proof is not here yet. */
  public Optional<Open> open() {
    return database.first(
        "SELECT number, root, made_ms, asked_ms FROM commitment WHERE proof IS NULL"
            + " ORDER BY number LIMIT 1",
        CommitmentStore::open);
  }

  /** Bundles all heads that are in no commitment; part of the surrounding transaction. */
  public Optional<Hash> commit(Instant now) {
    forget();
    List<Hash> leaves =
        database.list(
            "SELECT leaf FROM head WHERE commitment IS NULL ORDER BY segment",
            row -> Hash.of(row.getBytes(1)));
    if (leaves.isEmpty()) {
      return Optional.empty();
    }
    Hash root = MerkleTree.root(leaves);
    long number = database.number("SELECT coalesce(max(number), 0) + 1 FROM commitment");
    database.update(
        "INSERT INTO commitment VALUES(?,?,?,?,NULL)",
        number,
        root.bytes(),
        now.toEpochMilli(),
        now.toEpochMilli());
    database.update("UPDATE head SET commitment = ? WHERE commitment IS NULL", number);
    return Optional.of(root);
  }

  /** Notes that the relay was asked, or sent it again. */
  public void asked(Open commitment, Instant now) {
    database.update(
        "UPDATE commitment SET asked_ms = ? WHERE number = ?",
        now.toEpochMilli(),
        commitment.number());
  }

  /** Keeps the log's proof. */
  public void proven(Open commitment, CommitmentProof proof) {
    database.update(
        "UPDATE commitment SET proof = ? WHERE number = ?", Json.text(proof), commitment.number());
  }

  /** What the log holds of a segment's head; empty when it holds nothing of it yet. */
  public Optional<Committed> of(long segment) {
    record Proven(long number, Hash root, CommitmentProof proof) {}
    return database
        .first(
            "SELECT number, root, proof FROM commitment JOIN head ON commitment = number"
                + " WHERE segment = ? AND proof IS NOT NULL",
            row -> new Proven(row.getLong(1), Hash.of(row.getBytes(2)), proof(row.getString(3))),
            segment)
        .map(
            found -> {
              List<Leaf> leaves = leaves(found.number());
              int index = leaves.stream().map(Leaf::segment).toList().indexOf(segment);
              return new Committed(
                  found.number(),
                  found.root(),
                  leaves.size(),
                  index,
                  MerkleTree.path(index, leaves.stream().map(Leaf::hash).toList()),
                  found.proof());
            });
  }

  private record Leaf(long segment, Hash hash) {}

  private List<Leaf> leaves(long commitment) {
    return database.list(
        "SELECT segment, leaf FROM head WHERE commitment = ? ORDER BY segment",
        row -> new Leaf(row.getLong(1), Hash.of(row.getBytes(2))),
        commitment);
  }

  /** A commitment is needed whole as long as the ring holds one of its segments. */
  private void forget() {
    database.update(
        "DELETE FROM head WHERE commitment IN (SELECT commitment FROM head GROUP BY commitment"
            + " HAVING max(segment) < (SELECT min(segment) FROM segment))");
    database.update(
        "DELETE FROM commitment WHERE number NOT IN"
            + " (SELECT commitment FROM head WHERE commitment IS NOT NULL)"
            + " AND number < (SELECT max(number) FROM commitment)");
  }

  private static CommitmentProof proof(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), CommitmentProof.class);
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getLong(1),
        Hash.of(row.getBytes(2)),
        Instant.ofEpochMilli(row.getLong(3)),
        Instant.ofEpochMilli(row.getLong(4)));
  }
}
