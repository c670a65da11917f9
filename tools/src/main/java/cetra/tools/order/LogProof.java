package cetra.tools.order;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.log.Checkpoint;
import cetra.wire.log.SignedCheckpoint;
import cetra.wire.order.SignedOrder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

/**
 * What a relay shows for an order being in its log.
 *
 * @param index place of the order in the log
 * @param entry the order's text
 * @param path its inclusion proof (RFC 9162 section 2.1.3.1)
 * @param checkpoint of the log
 */
record LogProof(long index, String entry, List<Hash> path, SignedCheckpoint checkpoint) {
  /**
   * Follows it to the operator's root.
   *
   * @return where the order stands, in a sentence
   * @throws IOException when the proof does not hold
   */
  String verify(String orderId, PublicKey root, Instant now) throws IOException {
    Checkpoint log;
    try {
      log = checkpoint.verify(root, now).checkpoint();
    } catch (IllegalArgumentException e) {
      throw new IOException("the relay's log is not to be trusted: " + e.getMessage(), e);
    }
    Hash leaf = MerkleTree.leaf(ByteBuffer.wrap(entry.getBytes(StandardCharsets.UTF_8)));
    boolean holds =
        SignedOrder.idOf(entry).filter(orderId::equals).isPresent()
            && MerkleTree.verify(leaf, index, log.size(), path, log.root());
    if (!holds) {
      throw new IOException(
          "the relay's proof that order " + orderId + " is in its log does not hold");
    }
    return "entry %d of the %d of log %s, proven".formatted(index, log.size(), log.log());
  }
}
