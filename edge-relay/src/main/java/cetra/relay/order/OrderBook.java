package cetra.relay.order;

import cetra.wire.order.SignedOrder;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  private static final String SELECT = "SELECT text, place, accepted_ms FROM orders ";

  /**
   * One order.
   *
   * @param order what was signed
   * @param text exactly what was submitted
   * @param index its place in the order log
   * @param accepted when
   */
  public record Entry(VideoOrder order, String text, long index, Instant accepted) {}

  private final Database database;

  /** A book in a database that has {@link #TABLES}. */
  public OrderBook(Database database) {
    this.database = database;
  }

  /** The order with an id. */
  public Optional<Entry> find(String id) {
    return database.first(SELECT + "WHERE id = ?", OrderBook::entry, id);
  }

  /** The newest orders of all issuers. */
  public List<Entry> newest(int most) {
    return database.list(SELECT + "ORDER BY place DESC LIMIT ?", OrderBook::entry, most);
  }

  /** The newest orders of one issuer. */
  public List<Entry> newest(String issuer, int most) {
    return database.list(
        SELECT + "WHERE issuer = ? ORDER BY place DESC LIMIT ?", OrderBook::entry, issuer, most);
  }

  void add(VideoOrder order, String text, long place, Instant now) {
    database.update(
        "INSERT INTO orders(id, issuer, place, text, accepted_ms, valid_until_ms, urgency,"
            + " max_clips) VALUES (?,?,?,?,?,?,?,?)",
        order.id(),
        order.issuer(),
        place,
        text,
        now.toEpochMilli(),
        order.validUntil().toEpochMilli(),
        rank(order.urgency()),
        order.maxClips());
  }

  /** What is served first has the smaller number; stored, so it must not change. */
  private static int rank(Urgency urgency) {
    return switch (urgency) {
      case LIFE -> 0;
      case URGENT -> 1;
      case ROUTINE -> 2;
    };
  }

  private static Entry entry(ResultSet row) throws SQLException {
    String text = row.getString(1);
    return new Entry(
        SignedOrder.read(text).unverified(),
        text,
        row.getLong(2),
        Instant.ofEpochMilli(row.getLong(3)));
  }
}
