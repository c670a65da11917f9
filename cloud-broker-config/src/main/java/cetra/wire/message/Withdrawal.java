package cetra.wire.message;

/**
 * A device's owner takes back what was offered: the relay deletes it unless it was delivered.
 *
 * @param v version of the message, 1
 * @param offerId the offer
 */
public record Withdrawal(int v, String offerId) {
  /** Refuses other versions and what is missing. */
  public Withdrawal {
    Version.require(v);
    if (offerId == null || !offerId.matches("[0-9a-f-]{36}")) {
      throw new IllegalArgumentException("withdrawal of offer '" + offerId + "', which is no UUID");
    }
  }

  /** A withdrawal of this version. */
  public static Withdrawal of(String offerId) {
    return new Withdrawal(Version.SPOKEN, offerId);
  }
}
