package cetra.agent.link;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipJob;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.UtcEstimate;
import cetra.wire.link.Outbox;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
import cetra.wire.message.Topics;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.Urgency;
import cetra.wire.store.Database;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

/**
 * Offers what the owner agreed to. The offer leaves at a random moment of a window that the urgency
 * sets, so that its time does not tell who was asked and who was near.
 */
public final class OfferDesk implements ClipJob {
  private final Database database;
  private final ClipStore clips;
  private final OrderStore orders;
  private final LedgerStore ledger;
  private final TrackStore track;
  private final Outbox outbox;
  private final String topic;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** A stage over the device's database. */
  public OfferDesk(Database database, Outbox outbox, String device, Clock clock) {
    this.database = database;
    this.clips = new ClipStore(database);
    this.orders = new OrderStore(database);
    this.ledger = new LedgerStore(database);
    this.track = new TrackStore(database);
    this.outbox = outbox;
    this.topic = Topics.offers(device);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "offer";
  }

  @Override
  public Clip.State claims() {
    return Clip.State.CONSENTED;
  }

  @Override
  public void work(Clip clip) throws IOException {
    Urgency urgency =
        orders
            .signed(clip.orderId())
            .map(signed -> SignedOrder.read(signed).unverified().urgency())
            .orElseThrow(() -> new IOException("clip without its order"));
    byte[] offer = Json.bytes(offer(clip));
    Instant now = clock.instant();
    long window = urgency.offerWindow().toMillis();
    Instant leaves = window == 0 ? now : now.plusMillis(random.nextLong(window));
    database.transaction(
        () -> {
          outbox.add(topic, offer, leaves);
          ledger.append(new LedgerStore.Row(now, clip.orderId(), "offered", clip.id()));
          return clips.move(clip, Clip.State.OFFERED, "");
        });
  }

  private Offer offer(Clip clip) throws IOException {
    UtcEstimate utc =
        track.boot(clip.boot()).orElseThrow(() -> new IOException("the time is not known"));
    return Offer.of(
        clip.id(),
        clip.orderId(),
        utc.at(clip.fromNanos()),
        utc.at(clip.toNanos()),
        utc.boundMillis(),
        track.bytes(clip.boot(), clip.fromNanos(), clip.toNanos()));
  }
}
