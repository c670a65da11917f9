package cetra.wire.message;

import cetra.wire.hash.Hash;

/**
 * A device commits itself to what it has recorded, and says nothing of it but this hash.
 *
 * @param v version of the message, 1
 * @param root Merkle root over the leaf hashes of the segment heads since its last commitment
 */
public record Commitment(int v, Hash root) {
  /** Refuses other versions and what is missing. */
  public Commitment {
    Version.require(v);
    if (root == null) {
      throw new IllegalArgumentException("a commitment to nothing: its root is missing");
    }
  }

  /** A commitment of this version. */
  public static Commitment of(Hash root) {
    return new Commitment(Version.SPOKEN, root);
  }
}
