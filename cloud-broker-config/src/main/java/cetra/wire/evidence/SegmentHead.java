package cetra.wire.evidence;

import cetra.wire.hash.Hash;
import cetra.wire.message.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a device signs of one segment; the signature is over the very octets that are stored.
 *
 * @param v version of the format, 1
 * @param device the device's name
 * @param boot which run of the recorder, a UUID
 * @param segment number of the segment on this device, rising over all boots
 * @param leaves how many fragments it has
 * @param root Merkle root over their leaf hashes
 * @param init leaf hash of the init segment
 * @param previous SHA-256 of the head before, 64 zeros for the first
 * @param fromNanos monotonic time of its first picture
 * @param toNanos monotonic time of its end
 * @param utc estimate of the instant of {@code fromNanos}, as known when the segment was closed;
 *     absent while the time was not known
 * @param utcBoundMillis how far the estimate can be off; absent with it
 * @param utcSource what the estimate rests on, such as {@code gnss}; absent with it
 * @param recovered whether it was closed after a fault, from what the card holds, and not by the
 *     recorder
 * @param gap why there is no video right before it; absent where it follows the head before
 *     seamlessly
 */
public record SegmentHead(
    int v,
    String device,
    String boot,
    long segment,
    int leaves,
    Hash root,
    Hash init,
    Hash previous,
    long fromNanos,
    long toNanos,
    @Nullable Instant utc,
    @Nullable Long utcBoundMillis,
    @Nullable String utcSource,
    boolean recovered,
    @Nullable Interruption gap) {
  /** The version of the format. */
  public static final int VERSION = 1;

  /** The head before the first. */
  public static final Hash NONE = Hash.of(new byte[Hash.BYTES]);

  /** Refuses other versions and heads of nothing. */
  public SegmentHead {
    if (v != VERSION || leaves < 1 || toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          "segment head of version " + v + " over " + leaves + " fragments");
    }
    if (device == null || boot == null || root == null || init == null || previous == null) {
      throw new IllegalArgumentException("segment head " + segment + " lacks one of its fields");
    }
  }

  /** The text that is signed and stored. */
  public String text() {
    return Json.text(this);
  }

  /** Reads a stored head. */
  public static SegmentHead read(String text) {
    return Json.read(text, SegmentHead.class);
  }

  /** The hash by which the next head points to this text. */
  public static Hash hash(String text) {
    return Hash.over(text.getBytes(StandardCharsets.UTF_8));
  }
}
