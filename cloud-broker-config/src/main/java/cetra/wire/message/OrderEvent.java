package cetra.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an order, told to its issuer.
 *
 * @param v version of the message, 1
 * @param orderId the order
 * @param step what happened
 * @param at when
 * @param clipId the clip it happened to; absent for steps of the order itself
 * @param detail the reason or the figure, in one line; absent where there is none
 */
public record OrderEvent(
    int v,
    String orderId,
    Step step,
    Instant at,
    @Nullable String clipId,
    @Nullable String detail) {
  /** The steps, in the order in which they happen. */
  public enum Step {
    /** The second signature of an order for life has come. */
    @JsonProperty("approved")
    APPROVED,
    /** The order is in the log and on its way to the devices. */
    @JsonProperty("searching")
    SEARCHING,
    /** A device has offered footage. */
    @JsonProperty("offered")
    OFFERED,
    /** The relay has asked for it. */
    @JsonProperty("granted")
    GRANTED,
    /** Its first bytes are here. */
    @JsonProperty("receiving")
    RECEIVING,
    /** Its upload waits for another turn; the detail says why. What has come is kept. */
    @JsonProperty("paused")
    PAUSED,
    /** All of it is here. */
    @JsonProperty("received")
    RECEIVED,
    /** It is what it claims to be. */
    @JsonProperty("verified")
    VERIFIED,
    /** It is not; the detail says why. */
    @JsonProperty("quarantined")
    QUARANTINED,
    /** The issuer can have it. */
    @JsonProperty("delivered")
    DELIVERED,
    /** The owner has taken the clip back before it was delivered. */
    @JsonProperty("withdrawn")
    WITHDRAWN,
    /** The order was taken back; the detail says why. */
    @JsonProperty("recalled")
    RECALLED,
    /** What had come of a clip is gone: it or its order was taken back, or its time was up. */
    @JsonProperty("deleted")
    DELETED,
    /** Its time is over; the detail says what was delivered. */
    @JsonProperty("closed")
    CLOSED
  }

  /** Refuses other versions. */
  public OrderEvent {
    Version.require(v);
  }

  /** An event of this version. */
  public static OrderEvent of(
      String orderId, Step step, Instant at, @Nullable String clipId, @Nullable String detail) {
    return new OrderEvent(Version.SPOKEN, orderId, step, at, clipId, detail);
  }
}
