package cetra.relay.schedule;

import cetra.wire.message.Extent;
import cetra.wire.message.LinkState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One offer and what became of it.
 *
 * @param id of the offer, and of the clip that comes of it
 * @param device who offered it
 * @param orderId the order it answers
 * @param from first instant, as the device estimates it
 * @param to end, as the device estimates it
 * @param extent how much of the footage in between
 * @param ahead whether the order wants more than that, which is offered by itself
 * @param boundMillis how far the estimates can be off, either way
 * @param bytes about how much there is, as offered
 * @param state where it stands
 * @param length of the upload in octets; -1 before it was created
 * @param reason why it is in quarantine; absent otherwise
 * @param link how it would come, as its device last said; absent where it says nothing
 */
public record OfferedClip(
    String id,
    String device,
    String orderId,
    Instant from,
    Instant to,
    Extent extent,
    boolean ahead,
    long boundMillis,
    long bytes,
    OfferState state,
    long length,
    @Nullable String reason,
    @Nullable LinkState link) {}
