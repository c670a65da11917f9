package cetra.wire.order;

import cetra.wire.hash.Hash;
import cetra.wire.key.JointJws;
import cetra.wire.message.Json;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * An order as it travels: relay and broker carry it and can neither forge nor widen it.
 *
 * @param credential compact JWS of a {@link Credential}, by the operator's root
 * @param order the {@link VideoOrder} and the signatures of its drafter and approver
 */
public record SignedOrder(String credential, JointJws order) {
  /** The longest signed order, in characters. */
  public static final int MOST_CHARACTERS = 512 << 10;

  /** Refuses what is missing. */
  public SignedOrder {
    Limits.text("credential", credential, MOST_CHARACTERS);
    Limits.present("order", order);
  }

  /** An order with its first signature. */
  public static SignedOrder sign(
      VideoOrder order, String credential, String keyId, PrivateKey key) {
    return new SignedOrder(credential, JointJws.sign(Json.bytes(order), keyId, key));
  }

  /** This order with one more signature over the same bytes. */
  public SignedOrder with(String keyId, PrivateKey key) {
    return new SignedOrder(credential, order.with(keyId, key));
  }

  /**
   * Reads a signed order; trusts nothing of it yet.
   *
   * @throws IllegalArgumentException when it is none or longer than {@link #MOST_CHARACTERS}
   */
  public static SignedOrder read(String json) {
    if (json.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "signed order has " + json.length() + " characters; at most " + MOST_CHARACTERS);
    }
    return Json.read(json, SignedOrder.class);
  }

  /**
   * What the order says, before anyone has checked who said it.
   *
   * @throws IllegalArgumentException when that is no order
   */
  public VideoOrder unverified() {
    return Json.read(order.bytes(), VideoOrder.class);
  }

  /** The order's id, where it can be read; for records of refusals. */
  public static Optional<String> idOf(String json) {
    try {
      return Optional.of(read(json).unverified().id());
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** SHA-256 of the bytes that were signed, 64 hexadecimal digits: what directives name it by. */
  public String hash() {
    return Hash.over(order.bytes()).toString();
  }

  /** The text that is posted, logged and broadcast. */
  public String text() {
    return Json.text(this);
  }
}
