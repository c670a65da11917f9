package cetra.relay.order;

import cetra.relay.transparency.OrderLog;
import cetra.wire.link.Outbox;
import cetra.wire.message.Json;
import cetra.wire.message.LogEntry;
import cetra.wire.message.OrderEvent;
import cetra.wire.message.Topics;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.util.List;

/** Broadcasts new entries of the order log to the devices of the region, once and in order. */
public final class OrderFeed {
  private static final int BATCH = 50;

  private final Database database;
  private final OrderLog log;
  private final OrderEvents events;
  private final Outbox outbox;
  private final String topic;

  /** A feed to one region. */
  public OrderFeed(
      Database database, OrderLog log, OrderEvents events, Outbox outbox, String region) {
    this.database = database;
    this.log = log;
    this.events = events;
    this.outbox = outbox;
    this.topic = Topics.log(region);
  }

  /** Hands over what is new; false when nothing is. */
  public boolean step() {
    List<LogEntry> entries = log.unpublished(BATCH);
    if (entries.isEmpty()) {
      return false;
    }
    database.transaction(
        () -> {
          entries.forEach(this::publish);
          log.publishedBefore(entries.getLast().index() + 1);
          return entries;
        });
    return true;
  }

  private void publish(LogEntry entry) {
    VideoOrder order = SignedOrder.read(entry.order()).unverified();
    outbox.add(topic, Json.bytes(entry), order.validUntil());
    events.add(order.id(), OrderEvent.Step.SEARCHING, null, null);
  }
}
