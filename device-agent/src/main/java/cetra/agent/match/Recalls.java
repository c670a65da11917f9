package cetra.agent.match;

import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.Stage;
import cetra.wire.link.Outbox;
import cetra.wire.order.Directive;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.OrderVerdict;
import cetra.wire.order.SignedOrder;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Obeys what issuers say of their orders later, before any order is looked at: a recall ends
 * search, offer and upload in one transaction; an approval is remembered, and an order that has
 * waited for it in vain ends like a recalled one.
 */
public final class Recalls implements Stage {
  private final Database database;
  private final OrderStore orders;
  private final ClipStore clips;
  private final LedgerStore ledger;
  private final Outbox outbox;
  private final OrderCheck check;
  private final Clock clock;

  /** A stage over the device's database. */
  public Recalls(Database database, OrderCheck check, Outbox outbox, Clock clock) {
    this.database = database;
    this.orders = new OrderStore(database);
    this.clips = new ClipStore(database);
    this.ledger = new LedgerStore(database);
    this.outbox = outbox;
    this.check = check;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "recall";
  }

  @Override
  public boolean work() {
    Instant now = clock.instant();
    Optional<OrderStore.Entry> next = orders.directive();
    next.ifPresent(entry -> database.transaction(() -> obey(entry, now)));
    Optional<OrderStore.Entry> late = orders.unapproved(now);
    late.ifPresent(
        entry ->
            database.transaction(
                () -> end(entry, "no second signature within " + OrderCheck.APPROVAL, now)));
    return next.isPresent() || late.isPresent();
  }

  private OrderStore.Entry obey(OrderStore.Entry entry, Instant now) {
    orders.settle(entry, OrderStore.State.SILENT, "");
    switch (check.check(entry.signed(), now)) {
      case OrderVerdict.Directed directed -> obey(directed.directive(), now);
      case OrderVerdict.Refused refused -> {
        String why = refused.why() + ": " + refused.detail();
        orders.settle(entry, OrderStore.State.REFUSED, why);
        ledger.append(new LedgerStore.Row(now, "", "refused", why));
      }
      case OrderVerdict.Accepted accepted -> throw new IllegalStateException("not a directive");
      case OrderVerdict.Lapsed lapsed -> {
        // this device lets it lapse by itself
      }
    }
    return entry;
  }

  private void obey(Directive directive, Instant now) {
    orders.said(directive);
    Optional<OrderStore.Entry> order = orders.of(directive);
    switch (directive.kind()) {
      case RECALL -> order.ifPresent(entry -> end(entry, directive.reason(), now));
      case APPROVE -> order.ifPresent(orders::approved);
    }
  }

  private OrderStore.Entry end(OrderStore.Entry entry, String why, Instant now) {
    String id = SignedOrder.read(entry.signed()).unverified().id();
    orders.settle(entry, OrderStore.State.RECALLED, why);
    long clipsEnded = clips.recall(id);
    long offers = outbox.withdraw(id);
    String what = why + "; " + clipsEnded + " clip(s) let go, " + offers + " offer(s) not sent";
    ledger.append(new LedgerStore.Row(now, id, "recalled", what));
    return entry;
  }
}
