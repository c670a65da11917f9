package cetra.relay.order;

import cetra.wire.order.OrderVerdict;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders that were accepted. */
public final class OrderBook {
  /** The table behind it; the columns beside the text are what others sort and join by. */
  public static final String TABLES =
      """
      CREATE TABLE orders(
        id TEXT PRIMARY KEY,
        issuer TEXT NOT NULL,
        place INTEGER NOT NULL UNIQUE,
        text TEXT NOT NULL,
        accepted_ms INTEGER NOT NULL,
        valid_until_ms INTEGER NOT NULL,
        urgency INTEGER NOT NULL,
        max_clips INTEGER NOT NULL
      ) STRICT\
      """;

  /** What came later: orders that are taken back, or wait for their second signature. */
  public static final String DIRECTIVES =
      """
      ALTER TABLE orders ADD COLUMN recalled_ms INTEGER;
      ALTER TABLE orders ADD COLUMN approve_by_ms INTEGER;
      CREATE TABLE directives(
        text TEXT PRIMARY KEY,
        order_id TEXT NOT NULL,
        place INTEGER NOT NULL UNIQUE
      ) STRICT\
      """;

  /** What came later: which orders the issuer was told to be over. */
  public static final String CLOSED =
      """
      ALTER TABLE orders ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX orders_open ON orders(valid_until_ms) WHERE closed = 0\
      """;

  private static final String SELECT =
      "SELECT text, place, accepted_ms, valid_until_ms, recalled_ms, approve_by_ms FROM orders ";

  /**
   * One order.
   *
   * @param order what was signed
   * @param text exactly what was submitted
   * @param index its place in the order log
   * @param accepted when
   * @param until after this nothing more of it is delivered: its deadline, or its recall
   * @param recalled when it was taken back; null for most
   * @param approveBy until when its second signature must be here; null when it is, or is not
   *     needed
   */
  public record Entry(
      VideoOrder order,
      String text,
      long index,
      Instant accepted,
      Instant until,
      @Nullable Instant recalled,
      @Nullable Instant approveBy) {}

  /** So many orders, half a megabyte at most, are kept as they were read for all their clips. */
  private static final int MOST_READ = 100;

  private final Database database;
  private final Map<String, VideoOrder> read =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, VideoOrder> eldest) {
              return size() > MOST_READ;
            }
          });

  /** A book in a database that has {@link #TABLES}. */
  public OrderBook(Database database) {
    this.database = database;
  }

  /** The order with an id. */
  public Optional<Entry> find(String id) {
    return database.first(SELECT + "WHERE id = ?", this::entry, id);
  }

  /** The newest orders of all issuers. */
  public List<Entry> newest(int most) {
    return database.list(SELECT + "ORDER BY place DESC LIMIT ?", this::entry, most);
  }

  /** The newest orders of one issuer. */
  public List<Entry> newest(String issuer, int most) {
    return database.list(
        SELECT + "WHERE issuer = ? ORDER BY place DESC LIMIT ?", this::entry, issuer, most);
  }

  /** The ids of the orders between two places of the log. */
  List<String> between(long from, long to) {
    return database.list(
        "SELECT id FROM orders WHERE place >= ? AND place < ? ORDER BY place",
        row -> row.getString(1),
        from,
        to);
  }

  /** Whether an order was taken back. */
  public boolean recalled(String id) {
    return database.number(
            "SELECT count(*) FROM orders WHERE id = ? AND recalled_ms IS NOT NULL", id)
        > 0;
  }

  /** The order that has waited longest in vain for its second signature. */
  Optional<Entry> unapproved(Instant now) {
    return database.first(
        SELECT + "WHERE approve_by_ms <= ? AND recalled_ms IS NULL ORDER BY approve_by_ms LIMIT 1",
        this::entry,
        now.toEpochMilli());
  }

  /** The order that ended longest ago and is not closed; a recalled one never is. */
  Optional<Entry> ended(Instant now) {
    return database.first(
        SELECT
            + "WHERE closed = 0 AND valid_until_ms <= ? AND recalled_ms IS NULL"
            + " ORDER BY valid_until_ms LIMIT 1",
        this::entry,
        now.toEpochMilli());
  }

  void close(String id) {
    database.update("UPDATE orders SET closed = 1 WHERE id = ?", id);
  }

  /** Where the very same directive stands in the log. */
  Optional<Long> directive(String text) {
    return database.first(
        "SELECT place FROM directives WHERE text = ?", row -> row.getLong(1), text);
  }

  void direct(String text, String orderId, long place) {
    database.update("INSERT INTO directives VALUES (?,?,?)", text, orderId, place);
  }

  /** Ends an order; whatever looks at its deadline ends with it. */
  void recall(String id, Instant now) {
    database.update(
        "UPDATE orders SET recalled_ms = coalesce(recalled_ms, ?),"
            + " valid_until_ms = min(valid_until_ms, ?) WHERE id = ?",
        now.toEpochMilli(),
        now.toEpochMilli(),
        id);
  }

  void approve(String id) {
    database.update("UPDATE orders SET approve_by_ms = NULL WHERE id = ?", id);
  }

  void add(OrderVerdict.Accepted accepted, String text, long place, Instant now) {
    VideoOrder order = accepted.order();
    database.update(
        "INSERT INTO orders(id, issuer, place, text, accepted_ms, valid_until_ms, urgency,"
            + " max_clips, approve_by_ms) VALUES (?,?,?,?,?,?,?,?,nullif(?,0))",
        order.id(),
        order.issuer(),
        place,
        text,
        now.toEpochMilli(),
        order.validUntil().toEpochMilli(),
        rank(order.urgency()),
        order.maxClips(),
        accepted.approveBy(now).map(Instant::toEpochMilli).orElse(0L));
  }

  /** What is served first has the smaller number; stored, so it must not change. */
  private static int rank(Urgency urgency) {
    return switch (urgency) {
      case LIFE -> 0;
      case URGENT -> 1;
      case ROUTINE -> 2;
    };
  }

  private Entry entry(ResultSet row) throws SQLException {
    String text = row.getString(1);
    return new Entry(
        read.computeIfAbsent(text, added -> SignedOrder.read(added).unverified()),
        text,
        row.getLong(2),
        Instant.ofEpochMilli(row.getLong(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        instant(row, 5),
        instant(row, 6));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
