package cetra.wire.log;

import cetra.wire.hash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The next entry of the log, or the root of the next few in place of what nobody needs any more.
 *
 * @param entry text of the next entry; null for a subtree
 * @param height the subtree has 2^height entries, 0 to 40; null for an entry
 * @param root of the subtree (RFC 9162 section 2.1.1); null for an entry
 */
public record LogPart(@Nullable String entry, @Nullable Integer height, @Nullable Hash root) {
  private static final int HIGHEST = 40;

  /** Refuses what is neither or both. */
  public LogPart {
    boolean subtree = height != null && root != null;
    if ((entry != null) == subtree || (height == null) != (root == null)) {
      throw new IllegalArgumentException("a part is an entry, or a height and a root");
    }
    if (height != null && (height < 0 || height > HIGHEST)) {
      throw new IllegalArgumentException("height " + height + " is not 0 to " + HIGHEST);
    }
  }

  /** An entry. */
  public static LogPart entry(String text) {
    return new LogPart(text, null, null);
  }

  /** A subtree. */
  public static LogPart subtree(int height, Hash root) {
    return new LogPart(null, height, root);
  }

  /** How many entries of the log it stands for. */
  public long size() {
    return height == null ? 1 : 1L << height;
  }
}
