package cetra.relay.schedule;

/**
 * Where an offered clip stands; each stage takes those of one state and leaves them in the next.
 */
public enum OfferState {
  /** Offered, not answered. */
  PENDING,
  /** Asked for; nothing has come yet. */
  GRANTED,
  /** Some of it has come. */
  RECEIVING,
  /** All of it has come. */
  RECEIVED,
  /** It is what it claims to be. */
  VERIFIED,
  /** The issuer can have it. */
  DELIVERED,
  /** It is not what it claims to be. */
  QUARANTINED,
  /** Not wanted: enough others, or the order has ended. */
  REFUSED,
  /** Asked for, and not complete when the order ended or others had brought what it wants. */
  LAPSED,
  /** Its owner took it back before it was delivered. */
  WITHDRAWN,
  /** Its time was up. */
  DELETED;

  /** Whether the device may send bytes of it. */
  public boolean open() {
    return this == GRANTED || this == RECEIVING;
  }

  /** Whether some of it may be here, and the rest may still come. */
  public boolean unfinished() {
    return this == PENDING || open();
  }

  /** Whether its owner can still take it back. */
  boolean recoverable() {
    return this != DELIVERED
        && this != WITHDRAWN
        && this != REFUSED
        && this != LAPSED
        && this != DELETED;
  }

  /** Whether all of it has come, whatever became of it. */
  public boolean complete() {
    return this == RECEIVED
        || this == VERIFIED
        || this == DELIVERED
        || this == QUARANTINED
        || this == DELETED;
  }
}
