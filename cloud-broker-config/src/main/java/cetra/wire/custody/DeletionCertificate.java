package cetra.wire.custody;

import cetra.wire.hash.Hash;
import java.time.Instant;

/**
 * What a relay signs when it has deleted a package.
 *
 * @param format {@link #FORMAT}
 * @param clip the clip
 * @param orderId the order that it answered
 * @param packageHash SHA-256 of the package's file
 * @param bytes octets of the package
 * @param reason why it was deleted
 * @param at when nothing of it was on the relay's disk any more
 */
public record DeletionCertificate(
    String format,
    String clip,
    String orderId,
    Hash packageHash,
    long bytes,
    String reason,
    Instant at) {
  /** The format's name and version. */
  public static final String FORMAT = "cetra-deletion/1";

  /** Refuses other formats and what is missing. */
  public DeletionCertificate {
    if (!FORMAT.equals(format) || clip == null || packageHash == null || at == null) {
      throw new IllegalArgumentException("certificate of format '" + format + "', not " + FORMAT);
    }
  }
}
