package cetra.agent.link;

import cetra.agent.index.Clip;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.UtcEstimate;
import cetra.wire.link.Outbox;
import cetra.wire.message.Json;
import cetra.wire.message.LinkState;
import cetra.wire.message.Offer;
import cetra.wire.message.Topics;
import cetra.wire.order.Urgency;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/**
 * Writes offers. Each leaves at a random moment of a window that the urgency sets, so that its time
 * does not tell who was asked and who was near.
 */
public final class Offers {
  private final TrackStore track;
  private final OrderStore orders;
  private final Outbox outbox;
  private final String topic;
  private final Function<Clip, LinkState> link;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Offers of one device.
   *
   * @param link what the relay may know of a clip's way
   */
  public Offers(
      TrackStore track,
      OrderStore orders,
      Outbox outbox,
      String device,
      Function<Clip, LinkState> link,
      Clock clock) {
    this.track = track;
    this.orders = orders;
    this.outbox = outbox;
    this.topic = Topics.offers(device);
    this.link = link;
    this.clock = clock;
  }

  /** When an offer of a clip may leave. */
  Instant moment(Clip clip) throws IOException {
    Urgency urgency =
        orders.urgency(clip.orderId()).orElseThrow(() -> new IOException("clip without its order"));
    long window = urgency.offerWindow().toMillis();
    Instant now = clock.instant();
    return window == 0 ? now : now.plusMillis(random.nextLong(window));
  }

  /** What an offer of a clip says. */
  Offer of(Clip clip) throws IOException {
    UtcEstimate utc =
        track.boot(clip.boot()).orElseThrow(() -> new IOException("the time is not known"));
    return Offer.of(
            clip.id(),
            clip.orderId(),
            utc.at(clip.fromNanos()),
            utc.at(clip.toNanos()),
            utc.boundMillis(),
            clip.certainty().toString(),
            track.bytes(clip.boot(), clip.fromNanos(), clip.toNanos()))
        .over(link.apply(clip));
  }

  /** Lets an offer leave; part of the surrounding transaction. */
  void send(Offer offer, Instant leaves, Clip clip) {
    outbox.add(topic, Json.bytes(offer), leaves, clip.expires());
  }
}
