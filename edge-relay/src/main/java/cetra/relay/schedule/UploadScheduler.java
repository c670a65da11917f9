package cetra.relay.schedule;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives offered clips their turn on the relay's line and takes it away again: by what each is worth
 * to its order, no more of an order than it wants, and no more at once than the line bears.
 *
 * <p>A grant is a lease: it lasts as long as something is heard of the device, and ends when
 * another clip is worth more and there is no room for both. What has come by then is kept. An offer
 * that is one too many waits, since a granted one may still fail; it is refused when the order has
 * what it wants, or has ended.
 */
public final class UploadScheduler {
  /** So often it is looked at anew what time alone changes. */
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** With that part of the line unused nobody needs a ceiling. */
  private static final double AMPLE = 0.5;

  private final Database database;
  private final OfferBook offers;
  private final OrderEvents events;
  private final GrantPost post;
  private final LiveOffers live;
  private final Backhaul backhaul;
  private final Leases leases;
  private final int grantsAtOnce;
  private final Clock clock;
  private Instant planned = Instant.MIN;

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
      Measures measures,
      int grantsAtOnce,
      Clock clock) {
    this.database = database;
    this.offers = offers;
    this.events = events;
    this.post = post;
    this.backhaul = measures.backhaul();
    this.leases = measures.leases();
    this.live = new LiveOffers(offers, orders, measures.rates(), leases, clock);
    this.grantsAtOnce = grantsAtOnce;
    this.clock = clock;
  }

  /** Decides what can be decided now; false when that is nothing. */
  public boolean step() {
    return refuse(offers.ended()) || refuse(offers.surplus()) || endSilent() || replan();
  }

  private boolean refuse(List<OfferedClip> refused) {
    for (OfferedClip offer : refused) {
      boolean begun = offer.state().open() || offer.length() >= 0;
      database.transaction(
          () -> {
            offers.move(offer.id(), begun ? OfferState.LAPSED : OfferState.REFUSED);
            post.refuse(offer.device(), offer.id());
            return offer;
          });
    }
    return !refused.isEmpty();
  }

  /** Their places are for others; they come back when something is heard of them. */
  private boolean endSilent() {
    List<OfferedClip> silent = offers.silent(Leases.silentSince(clock));
    for (OfferedClip clip : silent) {
      leases.lost(clip.device());
      pause(clip, "nothing was heard of its camera");
    }
    return !silent.isEmpty();
  }

  private void pause(OfferedClip clip, String why) {
    boolean paused =
        database.transaction(
            () -> {
              boolean still = offers.advance(clip, OfferState.PENDING);
              if (still) {
                events.add(clip.orderId(), OrderEvent.Step.PAUSED, clip.id(), why);
              }
              return still;
            });
    if (paused) {
      leases.pause(clip.id());
    }
  }

  private boolean replan() {
    Instant now = clock.instant();
    boolean timely = !now.isBefore(planned.plus(PERIOD)) || now.isBefore(planned);
    if (!live.follow() && !timely) {
      return false;
    }
    double passed = planned.equals(Instant.MIN) ? 1 : seconds(Duration.between(planned, now));
    planned = now;
    double bears = backhaul.look(Math.max(passed, 1e-3));
    return apply(live.plan(bears, grantsAtOnce), bears);
  }

  private static double seconds(Duration duration) {
    return Math.max(0, duration.toNanos() / 1e9);
  }

  private boolean apply(List<LiveOffers.Turn> turns, double bears) {
    double granted = turns.stream().mapToDouble(LiveOffers.Turn::bytesPerSecond).sum();
    double spare = Math.max(0, bears - granted);
    boolean ample = spare >= bears * AMPLE;
    Set<LiveClip> now = new HashSet<>();
    boolean changed = false;
    for (LiveOffers.Turn turn : turns) {
      now.add(turn.clip());
      double ceiling = turn.bytesPerSecond() + spare / turns.size();
      leases.give(turn.clip().clip().id(), ample ? Leases.UNLIMITED : (long) ceiling);
      changed |= turn.clip().clip().state() == OfferState.PENDING && grant(turn.clip());
    }
    for (LiveClip clip : new ArrayList<>(live.wanted())) {
      if (clip.clip().state().open() && !now.contains(clip)) {
        pause(clip.clip(), whyNot(clip));
        changed = true;
      }
    }
    return changed;
  }

  private String whyNot(LiveClip clip) {
    if (!clip.mayGo()) {
      return "its camera may not send now";
    }
    return clip.isBorne(leases.here(clip.clip().id()))
        ? "others go first"
        : "its camera's data plan does not bear the rest";
  }

  private boolean grant(LiveClip clip) {
    OfferedClip offer = clip.clip();
    String why = clip.order.scene().reason(offer);
    boolean granted =
        database.transaction(
            () -> {
              boolean still = offers.advance(offer, OfferState.GRANTED);
              if (still) {
                events.add(offer.orderId(), OrderEvent.Step.GRANTED, offer.id(), why);
                post.grant(offer.device(), offer.id());
              }
              return still;
            });
    if (granted) {
      clip.order.scene().sees(offer); // the next of its order is told why beside it
    }
    return granted;
  }
}
