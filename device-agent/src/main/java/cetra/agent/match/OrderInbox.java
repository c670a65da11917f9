package cetra.agent.match;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.Stage;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.wire.order.OrderVerdict;
import cetra.wire.order.Refusal;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.tinylog.Logger;

/**
 * Looks at each order of the log once: refuses it with one row in the owner's ledger, finds nothing
 * and stays silent, or holds what it found. While the device does not know the time it looks at
 * nothing.
 */
public final class OrderInbox implements Stage {
  /** The newest segment is in the index by then. */
  static final Duration SETTLE = Duration.ofSeconds(15);

  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration PRUNE = Duration.ofHours(1);

  private final Database database;
  private final OrderStore orders;
  private final ClipStore clips;
  private final LedgerStore ledger;
  private final OrderPolicy policy;
  private final OrderMatcher matcher;
  private final DayShare share;
  private final ClockDiscipline clock;
  private final BooleanSupplier searchable;
  private Instant pruned = Instant.EPOCH;

  /**
   * A stage over the device's database.
   *
   * @param searchable whether all of the ring can be found; until then no order is looked at
   */
  public OrderInbox(
      Database database,
      OrderPolicy policy,
      TrackStore track,
      ClockDiscipline clock,
      BooleanSupplier searchable) {
    this.database = database;
    this.orders = new OrderStore(database);
    this.clips = new ClipStore(database);
    this.ledger = new LedgerStore(database);
    this.policy = policy;
    this.matcher = new OrderMatcher(track);
    this.share = new DayShare(clips, track);
    this.clock = clock;
    this.searchable = searchable;
  }

  @Override
  public String name() {
    return "match";
  }

  @Override
  public boolean work() {
    Optional<Instant> now = clock.now().filter(known -> searchable.getAsBoolean());
    Optional<OrderStore.Entry> entry = now.flatMap(orders::due);
    now.ifPresent(this::prune);
    if (now.isEmpty() || entry.isEmpty()) {
      return false;
    }
    try {
      look(entry.get(), now.get());
    } catch (RuntimeException e) {
      // one order that cannot be judged must not stand before all others
      Logger.error(e, "entry {} of the log cannot be judged yet", entry.get().index());
      orders.postpone(entry.get(), now.get().plus(RETRY));
    }
    return true;
  }

  private void prune(Instant now) {
    if (now.isAfter(pruned.plus(PRUNE))) {
      pruned = now;
      orders.prune(now);
    }
  }

  private void look(OrderStore.Entry entry, Instant now) {
    OrderVerdict verdict = policy.judge(entry, now);
    if (verdict instanceof OrderVerdict.Accepted accepted) {
      accept(entry, now, accepted.order());
    } else if (verdict instanceof OrderVerdict.Refused refused) {
      refuse(entry, now, refused.why(), refused.detail());
    }
  }

  private void accept(OrderStore.Entry entry, Instant now, VideoOrder order) {
    Instant settled = order.ends().plus(SETTLE);
    if (settled.isAfter(now)) {
      orders.accepted(entry, order, now);
      orders.postpone(entry, settled);
      return;
    }
    List<Match> matches = matcher.search(order);
    if (matches.isEmpty()) {
      settle(entry, now, order, OrderStore.State.SILENT);
    } else if (order.urgency() != Urgency.LIFE && share.exceeded(order.issuer(), matches)) {
      refuse(
          entry,
          now,
          Refusal.TOO_MUCH_OF_THE_DAY,
          order.issuer() + " would see more than 5 % of this vehicle's day");
    } else {
      hold(entry, now, order, matches);
    }
  }

  private void hold(OrderStore.Entry entry, Instant now, VideoOrder order, List<Match> matches) {
    database.transaction(
        () -> {
          for (Match match : matches) {
            clips.add(
                Clip.matched(
                    UUID.randomUUID().toString(),
                    order.id(),
                    order.issuer(),
                    match.boot(),
                    match.fromNanos(),
                    match.toNanos(),
                    order.validUntil()));
          }
          settle(entry, now, order, OrderStore.State.MATCHED);
          return matches;
        });
  }

  private void settle(
      OrderStore.Entry entry, Instant now, VideoOrder order, OrderStore.State state) {
    database.transaction(
        () -> {
          orders.accepted(entry, order, now);
          orders.settle(entry, state, "");
          orders.postpone(entry, now.plus(OrderStore.KEPT)); // then its text may go
          return state;
        });
  }

  private void refuse(OrderStore.Entry entry, Instant now, Refusal why, String detail) {
    Logger.info("an order was refused: {}", why);
    String text = why + ": " + detail;
    database.transaction(
        () -> {
          orders.settle(entry, OrderStore.State.REFUSED, text);
          orders.postpone(entry, now.plus(OrderStore.KEPT)); // then its text may go
          String order = SignedOrder.idOf(entry.signed()).orElse("");
          ledger.append(new LedgerStore.Row(now, order, "refused", text));
          return text;
        });
  }
}
