package cetra.wire.hash;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * SHA-256 Merkle trees of RFC 9162 section 2.1: a leaf is hashed after a 0x00, two nodes after a
 * 0x01, and the left subtree is the largest power of two below the number of leaves.
 */
public final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleTree() {}

  /** A digest that already holds the prefix of a leaf; feed it the leaf's bytes. */
  public static MessageDigest leafDigest() {
    return leafDigest(Hash.sha256());
  }

  /** Begins a leaf with a SHA-256 of one's own, whatever it held before; feed it the bytes. */
  public static MessageDigest leafDigest(MessageDigest sha256) {
    sha256.reset();
    sha256.update(LEAF);
    return sha256;
  }

  /** The hash of a leaf's bytes, from position to limit of each part in turn. */
  public static Hash leaf(ByteBuffer... parts) {
    return leaf(Hash.sha256(), parts);
  }

  /** The same, with a SHA-256 of one's own. */
  public static Hash leaf(MessageDigest sha256, ByteBuffer... parts) {
    MessageDigest digest = leafDigest(sha256);
    for (ByteBuffer part : parts) {
      digest.update(part.duplicate());
    }
    return Hash.from(digest);
  }

  /** The root over leaf hashes; that of no leaves is the hash of nothing (section 2.1.1). */
  public static Hash root(List<Hash> leaves) {
    return switch (leaves.size()) {
      case 0 -> Hash.from(Hash.sha256());
      case 1 -> leaves.getFirst();
      default -> {
        int left = split(leaves.size());
        yield node(root(leaves.subList(0, left)), root(rest(leaves, left)));
      }
    };
  }

  /** The inclusion proof of a leaf, from the bottom up (section 2.1.3.1). */
  public static List<Hash> path(int index, List<Hash> leaves) {
    List<Hash> path = new ArrayList<>();
    int at = index;
    List<Hash> subtree = leaves;
    while (subtree.size() > 1) {
      int left = split(subtree.size());
      List<Hash> leftSide = subtree.subList(0, left);
      List<Hash> rightSide = rest(subtree, left);
      boolean goesLeft = at < left;
      path.addFirst(root(goesLeft ? rightSide : leftSide));
      at = goesLeft ? at : at - left;
      subtree = goesLeft ? leftSide : rightSide;
    }
    return path;
  }

  /** Whether a proof leads from a leaf to the root (section 2.1.3.2). */
  public static boolean verify(Hash leaf, long index, long leaves, List<Hash> path, Hash root) {
    if (index < 0 || index >= leaves) {
      return false;
    }
    long at = index;
    long last = leaves - 1;
    Hash hash = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((at & 1) == 1 || at == last) {
        hash = node(sibling, hash);
        while ((at & 1) == 0 && at != 0) {
          at >>= 1;
          last >>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      at >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  private static List<Hash> rest(List<Hash> leaves, int from) {
    return leaves.subList(from, leaves.size());
  }

  private static int split(int leaves) {
    return Integer.highestOneBit(leaves - 1);
  }

  /** The hash of two nodes. */
  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = Hash.sha256();
    digest.update(NODE);
    left.feed(digest);
    right.feed(digest);
    return Hash.from(digest);
  }
}
