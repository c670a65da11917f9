package cetra.wire.message;

import java.time.Instant;

/**
 * The relay's answer to an offer.
 *
 * @param v version of the message, 1
 * @param offerId the offer it answers
 * @param upload whether the footage is wanted; if not, the device lets go of it
 * @param expires until when an upload may begin
 */
public record Grant(int v, String offerId, boolean upload, Instant expires) {
  /** Refuses other versions and what is missing. */
  public Grant {
    Version.require(v);
    if (offerId == null || expires == null) {
      throw new IllegalArgumentException("grant for offer '" + offerId + "' until " + expires);
    }
  }

  /** An answer of this version. */
  public static Grant of(String offerId, boolean upload, Instant expires) {
    return new Grant(Version.SPOKEN, offerId, upload, expires);
  }
}
