package cetra.agent.match;

import cetra.agent.index.OrderStore;
import cetra.agent.index.Stage;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.wire.order.OrderVerdict;
import cetra.wire.order.Refusal;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.tinylog.Logger;

/**
 * Looks at each order of the log once: refuses it with one row in the owner's ledger, finds nothing
 * and stays silent, holds what it found, or, where its windows are still open, lets it stand. While
 * the device does not know the time it looks at nothing.
 */
public final class OrderInbox implements Stage {
  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final Duration PRUNE = Duration.ofHours(1);

  private final Database database;
  private final OrderStore orders;
  private final Decisions decisions;
  private final OrderPolicy policy;
  private final TrackStore track;
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
      OrderMatcher matcher,
      DayShare share,
      ClockDiscipline clock,
      BooleanSupplier searchable) {
    this.database = database;
    this.orders = new OrderStore(database);
    this.decisions = new Decisions(database);
    this.policy = policy;
    this.track = track;
    this.matcher = matcher;
    this.share = share;
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
    switch (policy.judge(entry, now)) {
      case OrderVerdict.Accepted accepted -> {
        policy.approveBy(accepted, entry, now).ifPresent(by -> orders.awaitApproval(entry, by));
        accept(entry, now, accepted.order());
      }
      case OrderVerdict.Refused refused ->
          decisions.refuse(entry, refused.why(), refused.detail(), now);
      // the first are obeyed elsewhere, and this device lets orders lapse by itself
      case OrderVerdict.Directed directed -> decisions.pass(entry, now);
      case OrderVerdict.Lapsed lapsed -> decisions.pass(entry, now);
    }
  }

  private void accept(OrderStore.Entry entry, Instant now, VideoOrder order) {
    if (!Settling.isOver(order.scene(), now, track.covered())) {
      stand(entry, now, order);
      return;
    }
    Answer answer = matcher.search(order.scene());
    if (answer.matches().isEmpty()) {
      decisions.settle(entry, order, OrderStore.State.SILENT, now);
    } else if (share.exceeded(order, answer.matches())) {
      decisions.refuse(entry, Refusal.TOO_MUCH_OF_THE_DAY, share.excess(order), now);
    } else {
      database.transaction(
          () -> {
            decisions.hold(order, answer, now);
            decisions.settle(entry, order, OrderStore.State.MATCHED, now);
            return answer;
          });
    }
  }

  private void stand(OrderStore.Entry entry, Instant now, VideoOrder order) {
    database.transaction(
        () -> {
          orders.accepted(entry, order, now);
          orders.settle(entry, OrderStore.State.STANDING, "");
          return order;
        });
  }
}
