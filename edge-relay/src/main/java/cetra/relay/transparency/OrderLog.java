package cetra.relay.transparency;

import cetra.wire.evidence.Hash;
import cetra.wire.evidence.MerkleTree;
import cetra.wire.message.LogEntry;
import cetra.wire.message.LogPage;
import cetra.wire.store.Database;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The append-only log of orders: entry by entry as submitted, with its leaf hash (RFC 9162 section
 * 2.1.1); an order that is not in it is not obeyed.
 */
public final class OrderLog {
  /** The table behind it; its triggers keep it append-only. */
  public static final String TABLES =
      """
      CREATE TABLE order_log(
        place INTEGER PRIMARY KEY,
        leaf BLOB NOT NULL,
        text TEXT NOT NULL
      ) STRICT;
      CREATE TRIGGER order_log_keeps BEFORE DELETE ON order_log
        BEGIN SELECT raise(ABORT, 'the order log is append-only'); END;
      CREATE TRIGGER order_log_stays BEFORE UPDATE ON order_log
        BEGIN SELECT raise(ABORT, 'the order log is append-only'); END;
      CREATE TABLE order_feed(published INTEGER NOT NULL) STRICT;
      INSERT INTO order_feed VALUES (0)\
      """;

  /** A page is no longer than this, as orders may be long; it has at least one entry. */
  private static final int PAGE_CHARACTERS = 2 << 20;

  private final Database database;

  /** A log in a database that has {@link #TABLES}. */
  public OrderLog(Database database) {
    this.database = database;
  }

  /** Appends an order's text; returns its place, from 0. */
  public long append(String text) {
    return database.transaction(
        () -> {
          long place = size();
          database.update(
              "INSERT INTO order_log(place, leaf, text) VALUES (?,?,?)",
              place,
              leaf(text).bytes(),
              text);
          return place;
        });
  }

  /** How many entries there are. */
  public long size() {
    return database.number("SELECT count(*) FROM order_log");
  }

  /** The Merkle root over all entries (RFC 9162 section 2.1.1). */
  public Hash root() {
    return MerkleTree.root(
        database.list(
            "SELECT leaf FROM order_log ORDER BY place", row -> Hash.of(row.getBytes(1))));
  }

  /** The entries from a place on, as many as fit a page. */
  public LogPage page(long from) {
    List<LogEntry> entries = new ArrayList<>();
    int characters = 0;
    for (LogEntry entry : entries(from, LogPage.MOST_ENTRIES)) {
      characters += entry.order().length();
      if (!entries.isEmpty() && characters > PAGE_CHARACTERS) {
        break;
      }
      entries.add(entry);
    }
    return LogPage.of(size(), entries);
  }

  /** Entries that have not been broadcast yet, the oldest first. */
  public List<LogEntry> unpublished(int most) {
    return entries(published(), most);
  }

  /** Records that all entries before a place have been broadcast. */
  public void publishedBefore(long place) {
    database.update("UPDATE order_feed SET published = ?", place);
  }

  private long published() {
    return database.number("SELECT published FROM order_feed");
  }

  private List<LogEntry> entries(long from, int most) {
    return database.list(
        "SELECT place, text FROM order_log WHERE place >= ? ORDER BY place LIMIT ?",
        row -> LogEntry.of(row.getLong(1), row.getString(2)),
        from,
        most);
  }

  private static Hash leaf(String text) {
    return MerkleTree.leaf(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
