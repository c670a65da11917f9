package cetra.wire.custody;

import cetra.wire.hash.Hash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a relay signs under a custody record.
 *
 * @param format {@link #FORMAT}
 * @param clip the clip whose rows these are; absent for all rows of the relay
 * @param rows how many there are
 * @param digest SHA-256 over the lines of the rows, each with its end
 * @param at when it was given out
 */
public record CustodyStatement(
    String format, @Nullable String clip, long rows, Hash digest, Instant at) {
  /** The format's name and version. */
  public static final String FORMAT = "cetra-custody/1";

  /** Refuses other formats and what is missing. */
  public CustodyStatement {
    if (!FORMAT.equals(format) || digest == null || at == null) {
      throw new IllegalArgumentException("statement of format '" + format + "', not " + FORMAT);
    }
  }
}
