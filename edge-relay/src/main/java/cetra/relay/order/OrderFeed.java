package cetra.relay.order;

import cetra.relay.transparency.OrderLog;
import cetra.wire.link.Outbox;
import cetra.wire.log.LogPage;
import cetra.wire.message.Json;
import cetra.wire.message.OrderEvent;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Broadcasts new entries of the order log to the devices of the region, once and in order. */
public final class OrderFeed {
  private static final int MOST_CHARACTERS = 256 << 10;

  /** Whoever was away for longer reads the log. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final Database database;
  private final OrderLog log;
  private final OrderBook orders;
  private final OrderEvents events;
  private final Outbox outbox;
  private final String topic;
  private final Clock clock;

  /** A feed to one region. */
  public OrderFeed(
      Database database,
      OrderLog log,
      OrderBook orders,
      OrderEvents events,
      Outbox outbox,
      String region,
      Clock clock) {
    this.database = database;
    this.log = log;
    this.orders = orders;
    this.events = events;
    this.outbox = outbox;
    this.topic = Topics.log(region);
    this.clock = clock;
  }

  /** Hands over what is new; false when nothing is. */
  public boolean step() {
    Instant now = clock.instant();
    Optional<LogPage> page = log.unpublished(now, MOST_CHARACTERS);
    page.ifPresent(
        news ->
            database.transaction(
                () -> {
                  outbox.add(topic, Json.bytes(news), now.plus(FRESH));
                  orders.between(news.from(), news.to()).forEach(this::searching);
                  log.publishedBefore(news.to());
                  return news;
                }));
    return page.isPresent();
  }

  private void searching(String order) {
    events.add(order, OrderEvent.Step.SEARCHING, null, null);
  }
}
