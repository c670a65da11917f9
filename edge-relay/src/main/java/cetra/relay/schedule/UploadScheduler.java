package cetra.relay.schedule;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks for offered clips: the most urgent order first, then the oldest offer, no more of an order
 * than it wants, and no more at once than the relay's line bears.
 *
 * <p>An offer that is one too many waits, since a granted one may still fail; it is refused when
 * the order has what it wants, or has ended.
 */
public final class UploadScheduler {
  /** A granted device that sends nothing for so long gives up its place on the line. */
  static final Duration SILENCE = Duration.ofMinutes(2);

  private final Database database;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final GrantPost post;
  private final int grantsAtOnce;
  private final Clock clock;

  /**
   * A scheduler over the stores of one database.
   *
   * @param grantsAtOnce uploads under way at most
   */
  public UploadScheduler(
      Database database,
      OfferBook offers,
      OrderBook orders,
      OrderEvents events,
      GrantPost post,
      int grantsAtOnce,
      Clock clock) {
    this.database = database;
    this.offers = offers;
    this.orders = orders;
    this.events = events;
    this.post = post;
    this.grantsAtOnce = grantsAtOnce;
    this.clock = clock;
  }

  /** Decides what can be decided now; false when that is nothing. */
  public boolean step() {
    return endOffers() || refuseSurplus() || grantNext();
  }

  private boolean endOffers() {
    return each(
        offers.ended(),
        offer ->
            offers.move(offer.id(), offer.state().open() ? OfferState.LAPSED : OfferState.REFUSED));
  }

  private boolean refuseSurplus() {
    return each(offers.surplus(), offer -> offers.move(offer.id(), OfferState.REFUSED));
  }

  private boolean grantNext() {
    if (offers.underWay(clock.instant().minus(SILENCE)) >= grantsAtOnce) {
      return false;
    }
    Optional<OfferedClip> next = offers.next();
    next.ifPresent(offer -> database.transaction(() -> grant(offer)));
    return next.isPresent();
  }

  private OfferedClip grant(OfferedClip offer) {
    OrderBook.Entry entry = orders.find(offer.orderId()).orElseThrow();
    offers.move(offer.id(), OfferState.GRANTED);
    events.add(offer.orderId(), OrderEvent.Step.GRANTED, offer.id(), null);
    post.grant(offer.device(), offer.id(), entry.order().validUntil());
    return offer;
  }

  private boolean each(List<OfferedClip> refused, Consumer<OfferedClip> move) {
    for (OfferedClip offer : refused) {
      database.transaction(
          () -> {
            move.accept(offer);
            post.refuse(offer.device(), offer.id());
            return offer;
          });
    }
    return !refused.isEmpty();
  }
}
