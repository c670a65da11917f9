package cetra.agent.link;

import cetra.agent.index.Clip;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.UtcEstimate;
import cetra.wire.hash.Hash;
import cetra.wire.link.Outbox;
import cetra.wire.message.Json;
import cetra.wire.message.LinkState;
import cetra.wire.message.Offer;
import cetra.wire.message.Topics;
import cetra.wire.order.Urgency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/**
 * Writes offers. Each leaves at a random moment of a window that the urgency sets, so that its time
 * does not tell who was asked and who was near.
 */
public final class Offers {
  /** What part of the octets is in the first fragments of segments, and in those of key frames. */
  private static final double PREVIEW_PART = 0.08;

  private static final double LOW_PART = 0.6;

  private final TrackStore track;
  private final OrderStore orders;
  private final Outbox outbox;
  private final String topic;
  private final Function<Clip, LinkState> link;
  private final Clock clock;
  private final byte[] secret = new byte[16];

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
    new SecureRandom().nextBytes(secret);
  }

  /** When an offer of a clip may leave; a preview leaves with what it is of. */
  Instant moment(Clip clip) throws IOException {
    Urgency urgency =
        orders.urgency(clip.orderId()).orElseThrow(() -> new IOException("clip without its order"));
    long window = urgency.offerWindow().toMillis();
    Instant now = clock.instant();
    return window == 0 ? now : now.plusMillis(Math.floorMod(drawn(clip), window));
  }

  /** At random, and the same for a preview and what it goes ahead of. */
  private long drawn(Clip clip) {
    String match = clip.orderId() + clip.boot() + clip.fromNanos();
    byte[] text = match.getBytes(StandardCharsets.UTF_8);
    byte[] salted = ByteBuffer.allocate(secret.length + text.length).put(secret).put(text).array();
    return ByteBuffer.wrap(Hash.over(salted).bytes()).getLong();
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
            bytes(clip))
        .showing(clip.extent())
        .over(link.apply(clip));
  }

  private long bytes(Clip clip) {
    long all = track.bytes(clip.boot(), clip.fromNanos(), clip.toNanos());
    return switch (clip.extent()) {
      case PREVIEW -> Math.round(all * PREVIEW_PART);
      case LOW -> Math.round(all * LOW_PART);
      case FULL -> all;
    };
  }

  /** Lets an offer leave; part of the surrounding transaction. */
  void send(Offer offer, Instant leaves, Clip clip) {
    outbox.add(topic, Json.bytes(offer), leaves, clip.expires());
  }
}
