package cetra.relay.schedule;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.wire.message.Json;
import cetra.wire.message.LinkState;
import cetra.wire.message.Offer;
import cetra.wire.message.OrderEvent;
import cetra.wire.message.Topics;
import cetra.wire.message.Withdrawal;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.time.Clock;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * Takes offers in, and what their owners take back; an offer that comes again, as QoS 1 may do,
 * gets the answer it had.
 */
public final class OfferDesk {
  /** No honest device has more; one that goes mad must not fill the relay. */
  private static final int MOST_PENDING = 400;

  private static final int MOST_OCTETS = 4 << 10;

  private final Database database;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final GrantPost post;
  private final Leases leases;
  private final Clock clock;

  /** A desk over the stores of one database. */
  public OfferDesk(
      Database database,
      OfferBook offers,
      OrderBook orders,
      OrderEvents events,
      GrantPost post,
      Leases leases,
      Clock clock) {
    this.database = database;
    this.offers = offers;
    this.orders = orders;
    this.events = events;
    this.post = post;
    this.leases = leases;
    this.clock = clock;
  }

  /** Takes a message from a device; one that cannot be read leaves one line in the log. */
  public void arrived(String topic, byte[] message) {
    Topics.speakingDevice(topic).ifPresent(leases::heard);
    try {
      Optional<String> offering = Topics.offeringDevice(topic);
      if (offering.isPresent()) {
        Offer offer = read(message, Offer.class);
        database.transaction(() -> take(offering.get(), offer));
      }
      Optional<String> answering = Topics.answeringDevice(topic);
      if (answering.isPresent()) {
        Withdrawal withdrawal = read(message, Withdrawal.class);
        database.transaction(() -> takeBack(answering.get(), withdrawal));
      }
    } catch (IllegalArgumentException e) {
      Logger.warn("a message on {} is dropped: {}", topic, e.getMessage());
    }
  }

  private static <T> T read(byte[] message, Class<T> type) {
    if (message.length > MOST_OCTETS) {
      throw new IllegalArgumentException(
          "it has " + message.length + " octets, at most " + MOST_OCTETS);
    }
    return Json.read(message, type);
  }

  /** What was delivered before stays so: the issuer has it. */
  private Withdrawal takeBack(String device, Withdrawal withdrawal) {
    offers
        .find(withdrawal.offerId())
        .filter(clip -> clip.device().equals(device))
        .filter(clip -> clip.state().recoverable())
        .ifPresent(
            clip -> {
              offers.move(clip.id(), OfferState.WITHDRAWN);
              events.add(clip.orderId(), OrderEvent.Step.WITHDRAWN, clip.id(), null);
            });
    return withdrawal;
  }

  private Offer take(String device, Offer offer) {
    offers
        .find(offer.offerId())
        .ifPresentOrElse(known -> again(device, known, offer), () -> first(device, offer));
    return offer;
  }

  private void first(String device, Offer offer) {
    Optional<VideoOrder> order =
        orders
            .find(offer.orderId())
            .filter(entry -> entry.until().isAfter(clock.instant()))
            .map(OrderBook.Entry::order)
            .filter(wanting -> wanting.want().reaches(offer.shows())); // never more than asked for
    if (order.isEmpty() || offers.pendingOf(device) >= MOST_PENDING) {
      post.refuse(device, offer.offerId());
      return;
    }
    offers.add(device, offer, order.get().want() != offer.shows());
    events.add(offer.orderId(), OrderEvent.Step.OFFERED, offer.offerId(), null);
  }

  private void again(String device, OfferedClip known, Offer offer) {
    LinkState link = offer.link();
    if (!known.device().equals(device)) {
      Logger.warn("{} repeats an offer of another device; dropped", device);
    } else if (link != null && !link.equals(known.link()) && known.state().unfinished()) {
      offers.link(known.id(), link);
    } else if (known.state().open()) {
      post.grant(device, known.id());
    } else if (known.state() == OfferState.REFUSED || known.state() == OfferState.LAPSED) {
      post.refuse(device, known.id());
    }
  }
}
