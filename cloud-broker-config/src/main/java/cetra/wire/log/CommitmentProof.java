package cetra.wire.log;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.message.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

/**
 * That a commitment stands in the log: with the operator's root key, all that is needed to believe
 * it, offline and years later.
 *
 * @param index its place among the commitments of the entry, from 0
 * @param path from its leaf to the entry's root (RFC 9162 section 2.1.3.1)
 * @param entry exact text of the {@link CommitmentEntry}
 * @param place of the entry in the log, from 0
 * @param logPath from the entry's leaf to the root of the checkpoint
 * @param checkpoint the log in which it stands
 */
public record CommitmentProof(
    int index,
    List<Hash> path,
    String entry,
    long place,
    List<Hash> logPath,
    SignedCheckpoint checkpoint) {
  private static final int MOST_HASHES = 64;
  private static final int MOST_CHARACTERS = 1024;

  /**
   * A commitment that was found to be in the log.
   *
   * @param log name of the log
   * @param place of its entry; what was logged later has a higher one
   * @param at when, by the clock of the log's keeper
   */
  public record Logged(String log, long place, Instant at) {}

  /** Refuses what is missing or too long. */
  public CommitmentProof {
    if (path == null || logPath == null || checkpoint == null || entry == null) {
      throw new IllegalArgumentException("the proof of a commitment lacks one of its fields");
    }
    if (path.size() > MOST_HASHES
        || logPath.size() > MOST_HASHES
        || entry.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException("the proof of a commitment is too long");
    }
    path = List.copyOf(path);
    logPath = List.copyOf(logPath);
  }

  /**
   * Leads a commitment to the operator's root.
   *
   * @param commitment what the device sent
   * @param root the operator's key
   * @throws IllegalArgumentException when it does not; says which step is missing
   */
  public Logged verify(Hash commitment, PublicKey root) {
    CommitmentEntry read = Json.read(octets(entry), CommitmentEntry.class);
    if (!MerkleTree.verify(leaf(commitment), index, read.count(), path, read.commitments())) {
      throw new IllegalArgumentException("the commitment is not among those of its log entry");
    }
    SignedCheckpoint.Trusted trusted = checkpoint.verify(root, read.at());
    Checkpoint log = trusted.checkpoint();
    Hash leaf = MerkleTree.leaf(ByteBuffer.wrap(octets(entry)));
    if (!MerkleTree.verify(leaf, place, log.size(), logPath, log.root())) {
      throw new IllegalArgumentException("entry " + place + " is not in log " + log.log());
    }
    return new Logged(log.log(), place, read.at());
  }

  /** The leaf of a commitment in the tree of an entry. */
  public static Hash leaf(Hash commitment) {
    return MerkleTree.leaf(ByteBuffer.wrap(commitment.bytes()));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
