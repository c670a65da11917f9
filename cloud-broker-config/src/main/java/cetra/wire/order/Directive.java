package cetra.wire.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * What an issuer's signer says of an order that is in the log already.
 *
 * @param kind what is to become of it
 * @param orderId the order
 * @param issuer whose order it is
 * @param orderHash SHA-256 of the order's signed bytes, 64 hexadecimal digits: of this wording
 *     alone
 * @param reason 1 to 500 characters, for the owner's ledger and the log
 * @param at when it was signed
 */
public record Directive(
    Kind kind, String orderId, String issuer, String orderHash, String reason, Instant at) {
  /** What can be said. */
  public enum Kind {
    /**
     * It is taken back: searches, offers and uploads end, and what was not delivered is deleted.
     */
    @JsonProperty("recall")
    RECALL,
    /** The second signature of an order that was too urgent to wait for it. */
    @JsonProperty("approve")
    APPROVE
  }

  /** Refuses what is missing or beyond its range, naming the field. */
  public Directive {
    Limits.present("kind", kind);
    Limits.matching("orderId", orderId, VideoOrder.ID);
    Limits.matching("issuer", issuer, VideoOrder.ISSUER);
    Limits.matching("orderHash", orderHash, "[0-9a-f]{64}");
    Limits.text("reason", reason, 500);
    Limits.present("at", at);
  }

  /** What is said of an order. */
  public static Directive of(Kind kind, SignedOrder order, String reason, Instant at) {
    VideoOrder said = order.unverified();
    return new Directive(kind, said.id(), said.issuer(), order.hash(), reason, at);
  }

  /** Whether it speaks of this order in this wording. */
  public boolean isOf(SignedOrder order) {
    return orderHash.equals(order.hash());
  }
}
