package cetra.wire.order;

/** The rules an order can break; their names stand in audits and answers. */
public enum Refusal {
  /** It cannot be read. */
  UNREADABLE,
  /** Its credential is not the root's. */
  UNTRUSTED_CREDENTIAL,
  /** Its credential is not valid now. */
  CREDENTIAL_NOT_VALID,
  /** The credential speaks of another issuer. */
  OTHER_ISSUER,
  /** A signature is not that of a signer of the credential. */
  BAD_SIGNATURE,
  /** It lacks the drafter's or the approver's signature, or one person gave both. */
  SIGNATURES_MISSING,
  /** Its deadline has passed. */
  EXPIRED,
  /** Its deadline is further away than an order may live. */
  LIVES_TOO_LONG,
  /** Its purpose is not among those of the credential. */
  PURPOSE_NOT_GRANTED,
  /** It reaches outside the issuer's jurisdiction. */
  OUTSIDE_JURISDICTION,
  /** Its area is larger than its purpose allows. */
  AREA_TOO_LARGE,
  /** Its windows are longer than its purpose allows. */
  TIME_TOO_LONG,
  /** It asks for the future without being a watch. */
  IN_THE_FUTURE,
  /** It is a watch that begins before it was ordered. */
  WATCHES_THE_PAST,
  /** It speaks of an order that is not here. */
  UNKNOWN_ORDER,
  /** It was taken back. */
  RECALLED,
  /** It was here before. */
  REPLAYED,
  /** Its issuer has had its orders of the day. */
  TOO_MANY_TODAY,
  /** The place would become a fixed camera. */
  PLACE_TOO_OFTEN,
  /** Its issuer would see too much of this vehicle's day. */
  TOO_MUCH_OF_THE_DAY
}
