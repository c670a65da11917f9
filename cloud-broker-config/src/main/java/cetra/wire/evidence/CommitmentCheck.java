package cetra.wire.evidence;

import cetra.wire.hash.MerkleTree;
import cetra.wire.log.CommitmentProof;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leads the segment heads of a clip to the log in which the device committed itself to them. */
final class CommitmentCheck {
  private final Optional<PublicKey> root;

  /** With the operator's key; without it nothing is judged. */
  CommitmentCheck(Optional<PublicKey> root) {
    this.root = root;
  }

  /**
   * Judges all that is stated.
   *
   * @return the latest entry of the log that holds one of the heads; empty when a head is in none,
   *     or there is no key to judge by
   */
  Optional<CommitmentProof.Logged> check(Manifest manifest) throws EvidenceRejection {
    if (root.isEmpty()) {
      return Optional.empty();
    }
    List<CommitmentProof.Logged> logged = new ArrayList<>();
    for (Manifest.LoggedCommitment commitment : manifest.commitments()) {
      logged.add(logged(commitment, root.get()));
    }
    Optional<CommitmentProof.Logged> latest = Optional.empty();
    boolean all = true;
    for (Manifest.Piece piece : manifest.segments()) {
      Manifest.Committed committed = piece.committed();
      if (committed == null) {
        all = false;
      } else {
        stands(piece, committed, manifest.commitments());
        CommitmentProof.Logged found = logged.get(committed.commitment());
        latest = latest.filter(l -> l.at().isAfter(found.at())).or(() -> Optional.of(found));
      }
    }
    return all ? latest : Optional.empty();
  }

  private static CommitmentProof.Logged logged(Manifest.LoggedCommitment commitment, PublicKey root)
      throws EvidenceRejection {
    try {
      return commitment.proof().verify(commitment.root(), root);
    } catch (IllegalArgumentException e) {
      throw new EvidenceRejection(EvidenceFault.COMMITMENT, String.valueOf(e.getMessage()));
    }
  }

  private static void stands(
      Manifest.Piece piece, Manifest.Committed committed, List<Manifest.LoggedCommitment> all)
      throws EvidenceRejection {
    byte[] head = piece.head().getBytes(StandardCharsets.UTF_8);
    boolean known = committed.commitment() >= 0 && committed.commitment() < all.size();
    if (!known
        || !MerkleTree.verify(
            MerkleTree.leaf(ByteBuffer.wrap(head)),
            committed.index(),
            all.get(committed.commitment()).heads(),
            committed.path(),
            all.get(committed.commitment()).root())) {
      throw new EvidenceRejection(
          EvidenceFault.COMMITMENT, "a segment head is not in the commitment that is stated");
    }
  }
}
