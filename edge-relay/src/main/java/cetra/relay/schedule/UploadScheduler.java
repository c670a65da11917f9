package cetra.relay.schedule;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks for offered clips: by what each is worth to its order, no more of an order than it wants,
 * and no more at once than the relay's line bears.
 *
 * <p>An offer that is one too many waits, since a granted one may still fail; it is refused when
 * the order has what it wants, or has ended. A granted device that falls silent keeps its grant but
 * holds up nobody; it loses the grant when others have brought what the order wants.
 */
public final class UploadScheduler {
  /** A granted device that sends nothing for so long gives up its place on line and order. */
  static final Duration SILENCE = Duration.ofMinutes(2);

  private final Database database;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final GrantPost post;
  private final NextUpload next;
  private final int grantsAtOnce;
  private final Clock clock;

  /**
   * A scheduler over the stores of one database.
   *
   * @param rates how fast devices upload
   * @param grantsAtOnce uploads under way at most
   */
  public UploadScheduler(
      Database database,
      OfferBook offers,
      OrderBook orders,
      OrderEvents events,
      GrantPost post,
      LinkRates rates,
      int grantsAtOnce,
      Clock clock) {
    this.database = database;
    this.offers = offers;
    this.orders = orders;
    this.events = events;
    this.post = post;
    this.next = new NextUpload(offers, orders, rates, clock);
    this.grantsAtOnce = grantsAtOnce;
    this.clock = clock;
  }

  /** Decides what can be decided now; false when that is nothing. */
  public boolean step() {
    return endOffers() || refuseSurplus() || grantNext();
  }

  private boolean endOffers() {
    return refuse(offers.ended());
  }

  private boolean refuseSurplus() {
    return refuse(offers.surplus(silentSince()));
  }

  private boolean grantNext() {
    Instant since = silentSince();
    if (offers.underWay(since) >= grantsAtOnce) {
      return false;
    }
    Optional<NextUpload.Choice> choice = next.choose(since);
    choice.ifPresent(best -> database.transaction(() -> grant(best.clip(), best.why())));
    return choice.isPresent();
  }

  private OfferedClip grant(OfferedClip offer, String why) {
    OrderBook.Entry entry = orders.find(offer.orderId()).orElseThrow();
    offers.move(offer.id(), OfferState.GRANTED);
    events.add(offer.orderId(), OrderEvent.Step.GRANTED, offer.id(), why);
    post.grant(offer.device(), offer.id(), entry.until());
    return offer;
  }

  private boolean refuse(List<OfferedClip> refused) {
    for (OfferedClip offer : refused) {
      database.transaction(
          () -> {
            offers.move(offer.id(), offer.state().open() ? OfferState.LAPSED : OfferState.REFUSED);
            post.refuse(offer.device(), offer.id());
            return offer;
          });
    }
    return !refused.isEmpty();
  }

  private Instant silentSince() {
    return clock.instant().minus(SILENCE);
  }
}
