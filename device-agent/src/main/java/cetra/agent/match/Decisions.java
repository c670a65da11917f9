package cetra.agent.match;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.wire.order.Refusal;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.time.Instant;
import java.util.UUID;
import org.tinylog.Logger;

/** Writes down what was decided about an order, each decision as one transaction. */
final class Decisions {
  private final Database database;
  private final OrderStore orders;
  private final ClipStore clips;
  private final LedgerStore ledger;

  Decisions(Database database) {
    this.database = database;
    this.orders = new OrderStore(database);
    this.clips = new ClipStore(database);
    this.ledger = new LedgerStore(database);
  }

  /** Holds what was found; the owner can read how much of it is missing. */
  void hold(VideoOrder order, Answer answer, Instant now) {
    database.transaction(
        () -> {
          answer.matches().forEach(match -> clips.add(clip(order, match)));
          if (answer.missing().toSeconds() > 0) {
            String detail = answer.missing().toSeconds() + " s of it are not in the ring";
            ledger.append(new LedgerStore.Row(now, order.id(), "incomplete", detail));
          }
          return answer;
        });
  }

  /** Ends the work on an order that broke no rule. */
  void settle(OrderStore.Entry entry, VideoOrder order, OrderStore.State state, Instant now) {
    database.transaction(
        () -> {
          orders.accepted(entry, order, now);
          orders.settle(entry, state, "");
          orders.postpone(entry, now.plus(OrderStore.KEPT)); // then its text may go
          return state;
        });
  }

  /** Ends the work on an entry that asks for nothing. */
  void pass(OrderStore.Entry entry, Instant now) {
    database.transaction(
        () -> {
          orders.settle(entry, OrderStore.State.SILENT, "");
          orders.postpone(entry, now.plus(OrderStore.KEPT)); // then its text may go
          return entry;
        });
  }

  /** Ends the work on an order that broke one, with one row for its owner. */
  void refuse(OrderStore.Entry entry, Refusal why, String detail, Instant now) {
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

  private static Clip clip(VideoOrder order, Match match) {
    return Clip.matched(
        UUID.randomUUID().toString(),
        order.id(),
        order.issuer(),
        match.boot(),
        match.fromNanos(),
        match.toNanos(),
        match.certainty(),
        order.validUntil());
  }
}
