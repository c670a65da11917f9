package cetra.agent.index;

import cetra.wire.message.Extent;
import cetra.wire.order.Certainty;
import java.time.Instant;

/**
 * Footage that an order asks for, on its way from the ring to the relay.
 *
 * @param id random UUID, the offer's id; says nothing about the device
 * @param orderId the order
 * @param issuer who ordered
 * @param boot the boot that recorded it
 * @param fromNanos monotonic time at which it begins
 * @param toNanos monotonic time at which it ends
 * @param certainty how sure it is that it shows what was ordered
 * @param extent how much of it is given
 * @param expires after this nothing more is done for it
 * @param state what is to be done next
 * @param plan which fragments were cut, once it is cut
 * @param upload where its upload goes on, once it has begun
 */
public record Clip(
    String id,
    String orderId,
    String issuer,
    String boot,
    long fromNanos,
    long toNanos,
    Certainty certainty,
    Extent extent,
    Instant expires,
    State state,
    String plan,
    String upload) {
  /** The stages of a clip; each is claimed by one stage of the agent. */
  public enum State {
    /** Held; the owner's policy has not been asked. */
    MATCHED,
    /** The owner agrees; to be offered. */
    CONSENTED,
    /** Offered; the relay has not answered. */
    OFFERED,
    /** Wanted; to be cut. */
    GRANTED,
    /** Cut; to be sealed. */
    CUT,
    /** Sealed; to be uploaded. */
    SEALED,
    /** The relay has all of it. */
    UPLOADED,
    /** The owner does not agree; let go. */
    DECLINED,
    /** The relay does not want it; let go. */
    UNWANTED,
    /** Its time ran out; let go. */
    EXPIRED,
    /** Its order was taken back; let go. */
    RECALLED,
    /** Its owner took it back; let go, and deleted by the relay unless it was delivered. */
    WITHDRAWN,
    /** It cannot be had; let go. */
    FAILED
  }

  /** This clip in another state. */
  public Clip in(State other) {
    return new Clip(
        id, orderId, issuer, boot, fromNanos, toNanos, certainty, extent, expires, other, plan,
        upload);
  }

  /** So much of this clip. */
  public Clip showing(Extent other) {
    return new Clip(
        id, orderId, issuer, boot, fromNanos, toNanos, certainty, other, expires, state, plan,
        upload);
  }

  /** A clip that has just matched, all of it. */
  public static Clip matched(
      String id,
      String orderId,
      String issuer,
      String boot,
      long fromNanos,
      long toNanos,
      Certainty certainty,
      Instant expires) {
    return new Clip(
        id,
        orderId,
        issuer,
        boot,
        fromNanos,
        toNanos,
        certainty,
        Extent.FULL,
        expires,
        State.MATCHED,
        "",
        "");
  }
}
