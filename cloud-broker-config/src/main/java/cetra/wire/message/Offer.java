package cetra.wire.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device has footage that an order asks for, and its owner agrees.
 *
 * @param v version of the message, 1
 * @param offerId random UUID; says nothing about the device
 * @param orderId the order it answers
 * @param from first instant of the footage, estimated
 * @param to end of the footage, estimated
 * @param boundMillis how far the estimate can be off, either way
 * @param certainty how sure it is that it shows what was ordered: {@code certain}, {@code likely}
 *     or {@code possible}; absent from older devices
 * @param bytes about how much there is to upload
 * @param link how it would come; absent from older devices. The same offer with another link tells
 *     that this has changed
 * @param extent how much of the footage; absent for all of it
 */
public record Offer(
    int v,
    String offerId,
    String orderId,
    Instant from,
    Instant to,
    long boundMillis,
    @Nullable String certainty,
    long bytes,
    @Nullable LinkState link,
    @Nullable Extent extent) {
  /** Refuses other versions and what is missing. */
  public Offer {
    Version.require(v);
    if (offerId == null || !offerId.matches("[0-9a-f-]{36}") || orderId == null) {
      throw new IllegalArgumentException("offer '" + offerId + "' has no UUID or no order");
    }
    if (certainty != null && !certainty.matches("certain|likely|possible")) {
      throw new IllegalArgumentException(
          "certainty '" + certainty + "' is not certain, likely or possible");
    }
    if (from == null || to == null || !from.isBefore(to) || boundMillis < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "offer of " + bytes + " bytes from " + from + " to " + to + " ±" + boundMillis + " ms");
    }
  }

  /** An offer of this version. */
  public static Offer of(
      String offerId,
      String orderId,
      Instant from,
      Instant to,
      long boundMillis,
      String certainty,
      long bytes) {
    return new Offer(
        Version.SPOKEN, offerId, orderId, from, to, boundMillis, certainty, bytes, null, null);
  }

  /** How much of the footage there is to be had. */
  public Extent shows() {
    return Extent.of(extent);
  }

  /** This offer, of so much of its footage. */
  public Offer showing(Extent other) {
    return new Offer(
        v, offerId, orderId, from, to, boundMillis, certainty, bytes, link, other.stated());
  }

  /** This offer, over another link. */
  public Offer over(LinkState other) {
    return new Offer(v, offerId, orderId, from, to, boundMillis, certainty, bytes, other, extent);
  }
}
