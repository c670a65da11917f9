package cetra.relay.deliver;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.wire.link.Outbox;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.time.Duration;
import java.util.List;

/** Tells each issuer the steps of its orders on its own topic, once and in order. */
public final class EventFeed {
  private static final int BATCH = 100;
  private static final Duration WORTH = Duration.ofDays(1);

  private final Database database;
  private final OrderEvents events;
  private final OrderBook orders;
  private final Outbox outbox;

  /** A feed of all events. */
  public EventFeed(Database database, OrderEvents events, OrderBook orders, Outbox outbox) {
    this.database = database;
    this.events = events;
    this.orders = orders;
    this.outbox = outbox;
  }

  /** Hands over what is new; false when nothing is. */
  public boolean step() {
    List<OrderEvents.Numbered> fresh = events.unpublished(BATCH);
    if (fresh.isEmpty()) {
      return false;
    }
    database.transaction(
        () -> {
          fresh.forEach(this::publish);
          events.publishedUpTo(fresh.getLast().number());
          return fresh;
        });
    return true;
  }

  private void publish(OrderEvents.Numbered numbered) {
    orders
        .find(numbered.event().orderId())
        .ifPresent(
            entry ->
                outbox.add(
                    Topics.events(entry.order().issuer()),
                    Json.bytes(numbered.event()),
                    numbered.event().at().plus(WORTH)));
  }
}
