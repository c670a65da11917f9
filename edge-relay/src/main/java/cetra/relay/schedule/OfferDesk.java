package cetra.relay.schedule;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
import cetra.wire.message.OrderEvent;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.time.Clock;
import java.util.Optional;
import org.tinylog.Logger;

/** Takes offers in; one that comes again, as QoS 1 may do, gets the answer it had. */
public final class OfferDesk {
  /** No honest device has more; one that goes mad must not fill the relay. */
  private static final int MOST_PENDING = 200;

  private static final int MOST_OCTETS = 4 << 10;

  private final Database database;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final GrantPost post;
  private final Clock clock;

  /** A desk over the stores of one database. */
  public OfferDesk(
      Database database,
      OfferBook offers,
      OrderBook orders,
      OrderEvents events,
      GrantPost post,
      Clock clock) {
    this.database = database;
    this.offers = offers;
    this.orders = orders;
    this.events = events;
    this.post = post;
    this.clock = clock;
  }

  /** Takes a message from a device; one that cannot be read leaves one line in the log. */
  public void arrived(String topic, byte[] message) {
    Optional<String> device = Topics.offeringDevice(topic);
    if (device.isEmpty()) {
      return;
    }
    if (message.length > MOST_OCTETS) {
      Logger.warn(
          "an offer of {} has {} octets, at most {}; dropped",
          device.get(),
          message.length,
          MOST_OCTETS);
      return;
    }
    try {
      Offer offer = Json.read(message, Offer.class);
      database.transaction(() -> take(device.get(), offer));
    } catch (IllegalArgumentException e) {
      Logger.warn("an offer of {} is dropped: {}", device.get(), e.getMessage());
    }
  }

  private Offer take(String device, Offer offer) {
    offers
        .find(offer.offerId())
        .ifPresentOrElse(known -> again(device, known), () -> first(device, offer));
    return offer;
  }

  private void first(String device, Offer offer) {
    boolean live =
        orders
            .find(offer.orderId())
            .filter(entry -> entry.until().isAfter(clock.instant()))
            .isPresent();
    if (!live || offers.pendingOf(device) >= MOST_PENDING) {
      post.refuse(device, offer.offerId());
      return;
    }
    offers.add(device, offer);
    events.add(offer.orderId(), OrderEvent.Step.OFFERED, offer.offerId(), null);
  }

  private void again(String device, OfferedClip known) {
    if (!known.device().equals(device)) {
      Logger.warn("{} repeats an offer of another device; dropped", device);
    } else if (known.state().open()) {
      orders
          .find(known.orderId())
          .ifPresent(entry -> post.grant(device, known.id(), entry.until()));
    } else if (known.state() == OfferState.REFUSED || known.state() == OfferState.LAPSED) {
      post.refuse(device, known.id());
    }
  }
}
