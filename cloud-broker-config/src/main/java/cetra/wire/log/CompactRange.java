package cetra.wire.log;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is needed of a log to go on with it: the roots of the full subtrees of which its Merkle
 * tree (RFC 9162 section 2.1) is made, one for each bit of its size.
 *
 * <p>Whoever has followed a log this way needs no proof: the root it comes to is that of a signed
 * checkpoint only if every entry is in the log, and if the log still begins as it did. Entries that
 * do not matter any more can be followed as the roots of subtrees, without their texts.
 *
 * @param size entries so far
 * @param peaks the roots, the largest subtree first; as many as {@code size} has bits
 */
public record CompactRange(long size, List<Hash> peaks) {
  /** A log without entries. */
  public static final CompactRange EMPTY = new CompactRange(0, List.of());

  /** Refuses another number of roots than the size asks for. */
  public CompactRange {
    if (size < 0 || Long.bitCount(size) != peaks.size()) {
      throw new IllegalArgumentException(peaks.size() + " roots do not make " + size + " entries");
    }
    peaks = List.copyOf(peaks);
  }

  /** Reads what {@link #octets} wrote. */
  public static CompactRange read(long size, byte[] octets) {
    List<Hash> peaks = new ArrayList<>();
    for (ByteBuffer rest = ByteBuffer.wrap(octets); rest.hasRemaining(); ) {
      peaks.add(Hash.read(rest));
    }
    return new CompactRange(size, peaks);
  }

  /** The roots one after the other, 32 octets each. */
  public byte[] octets() {
    ByteBuffer octets = ByteBuffer.allocate(peaks.size() * Hash.BYTES);
    peaks.forEach(peak -> octets.put(peak.bytes()));
    return octets.array();
  }

  /** This log and one more entry, by its leaf hash. */
  public CompactRange with(Hash leaf) {
    return with(0, leaf);
  }

  /** This log and one more entry, or a subtree in the place of several. */
  public CompactRange with(LogPart part) {
    if (part.height() != null && part.root() != null) {
      return with(part.height(), part.root());
    }
    byte[] text = String.valueOf(part.entry()).getBytes(StandardCharsets.UTF_8);
    return with(MerkleTree.leaf(ByteBuffer.wrap(text)));
  }

  /**
   * This log and 2^height more entries.
   *
   * @param root of the subtree of these entries
   * @throws IllegalArgumentException when no full subtree of that height begins here
   */
  public CompactRange with(int height, Hash root) {
    if (height < 0 || height > 62 || (size & ((1L << height) - 1)) != 0) {
      throw new IllegalArgumentException(
          "no subtree of height " + height + " begins at entry " + size);
    }
    List<Hash> next = new ArrayList<>(peaks);
    Hash right = root;
    for (int bit = height; (size >> bit & 1) == 1; bit++) {
      right = MerkleTree.node(next.removeLast(), right);
    }
    next.add(right);
    return new CompactRange(size + (1L << height), next);
  }

  /** The Merkle root over all entries (RFC 9162 section 2.1.1). */
  public Hash root() {
    if (peaks.isEmpty()) {
      return MerkleTree.root(List.of());
    }
    Hash root = peaks.getLast();
    for (Hash left : peaks.reversed().subList(1, peaks.size())) {
      root = MerkleTree.node(left, root);
    }
    return root;
  }
}
