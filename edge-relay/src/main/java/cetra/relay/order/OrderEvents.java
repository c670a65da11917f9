package cetra.relay.order;

import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every step of every order, numbered in the order in which they were committed. */
public final class OrderEvents {
  /** The tables behind it. */
  public static final String TABLES =
      """
      CREATE TABLE events(
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        order_id TEXT NOT NULL,
        step TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        clip_id TEXT,
        detail TEXT
      ) STRICT;
      CREATE INDEX events_of_order ON events(order_id, number);
      CREATE TABLE event_feed(published INTEGER NOT NULL) STRICT;
      INSERT INTO event_feed VALUES (0)\
      """;

  private static final String SELECT =
      "SELECT number, order_id, step, at_ms, clip_id, detail FROM events ";

  /**
   * An event with its number.
   *
   * @param number above 0, rising
   */
  public record Numbered(long number, OrderEvent event) {}

  private final Database database;
  private final Clock clock;

  /** Events in a database that has {@link #TABLES}. */
  public OrderEvents(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Records a step; part of the surrounding transaction, which makes the step true. */
  public void add(
      String orderId, OrderEvent.Step step, @Nullable String clipId, @Nullable String detail) {
    database.update(
        "INSERT INTO events(order_id, step, at_ms, clip_id, detail) VALUES"
            + " (?,?,?,nullif(?,''),nullif(?,''))",
        orderId,
        step.name(),
        clock.millis(),
        Objects.requireNonNullElse(clipId, ""),
        Objects.requireNonNullElse(detail, ""));
  }

  /** The events of one order after a number, the oldest first. */
  public List<Numbered> after(String orderId, long number, int most) {
    return database.list(
        SELECT + "WHERE order_id = ? AND number > ? ORDER BY number LIMIT ?",
        OrderEvents::numbered,
        orderId,
        number,
        most);
  }

  /** Events that have not been published yet, the oldest first. */
  public List<Numbered> unpublished(int most) {
    return database.list(
        SELECT + "WHERE number > (SELECT published FROM event_feed) ORDER BY number LIMIT ?",
        OrderEvents::numbered,
        most);
  }

  /** Records that all events up to a number have been published. */
  public void publishedUpTo(long number) {
    database.update("UPDATE event_feed SET published = ?", number);
  }

  /**
   * How many clips of an order have come to each step, whatever became of them later; previews that
   * go ahead of them are none.
   */
  public Map<OrderEvent.Step, Long> clips(String orderId) {
    Map<OrderEvent.Step, Long> counts = new EnumMap<>(OrderEvent.Step.class);
    database
        .list(
            "SELECT step, count(DISTINCT clip_id) FROM events e LEFT JOIN offers f ON f.id = clip_id"
                + " WHERE e.order_id = ? AND NOT coalesce(ahead, 0) GROUP BY step",
            row -> Map.entry(OrderEvent.Step.valueOf(row.getString(1)), row.getLong(2)),
            orderId)
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  /** A mark for {@link #awaitMore}; take it before looking for events. */
  public long mark() {
    return database.commits();
  }

  /** Waits until something was committed after the mark, or until the time is over. */
  public void awaitMore(long mark, Duration most) throws InterruptedException {
    database.awaitCommit(mark, most.toNanos());
  }

  private static Numbered numbered(ResultSet row) throws SQLException {
    OrderEvent event =
        OrderEvent.of(
            row.getString(2),
            OrderEvent.Step.valueOf(row.getString(3)),
            Instant.ofEpochMilli(row.getLong(4)),
            row.getString(5),
            row.getString(6));
    return new Numbered(row.getLong(1), event);
  }
}
