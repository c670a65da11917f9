package cetra.relay.schedule;

import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import cetra.wire.message.LinkState;
import cetra.wire.message.Offer;
import cetra.wire.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All offers to known orders and their state: the queue of every stage after the order itself. */
public final class OfferBook {
  /** The table behind it. */
  public static final String TABLES =
      """
      CREATE TABLE offers(
        id TEXT PRIMARY KEY,
        device TEXT NOT NULL,
        order_id TEXT NOT NULL,
        from_ms INTEGER NOT NULL,
        to_ms INTEGER NOT NULL,
        bound_ms INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        state TEXT NOT NULL,
        arrived_ms INTEGER NOT NULL,
        changed_ms INTEGER NOT NULL,
        length INTEGER NOT NULL DEFAULT -1,
        reason TEXT
      ) STRICT;
      CREATE INDEX offers_by_state ON offers(state, changed_ms);
      CREATE INDEX offers_of_order ON offers(order_id, state)\
      """;

  private static final String COLUMNS =
      "f.id, f.device, f.order_id, f.from_ms, f.to_ms, f.bound_ms, f.bytes, f.state, f.length,"
          + " f.reason, f.link, f.extent, f.ahead";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM offers f ";

  /** What came later: which offers changed, so that whoever follows them need not read them all. */
  public static final String CHANGES =
      """
      CREATE TABLE offer_changes(
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        offer_id TEXT NOT NULL UNIQUE ON CONFLICT REPLACE
      ) STRICT;
      CREATE INDEX offers_of_device ON offers(device, state);
      CREATE TRIGGER offer_added AFTER INSERT ON offers BEGIN
        INSERT INTO offer_changes(offer_id) VALUES (new.id);
      END;
      ALTER TABLE offers ADD COLUMN link TEXT;
      CREATE TRIGGER offer_changed AFTER UPDATE OF state, length, link ON offers BEGIN
        INSERT INTO offer_changes(offer_id) VALUES (new.id);
      END\
      """;

  /** What came later: offers of less than all, and of less than their order wants. */
  public static final String EXTENTS =
      """
      ALTER TABLE offers ADD COLUMN extent TEXT NOT NULL DEFAULT 'FULL';
      ALTER TABLE offers ADD COLUMN ahead INTEGER NOT NULL DEFAULT 0;
      DROP INDEX offers_of_order;
      CREATE INDEX offers_of_order ON offers(order_id, state, ahead)\
      """;

  private static final int MOST_CHANGES = 1000;

  private final Database database;
  private final Clock clock;

  /** Offers in a database that has {@link #TABLES}. */
  public OfferBook(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The offer with an id. */
  public Optional<OfferedClip> find(String id) {
    return database.first(SELECT + "WHERE id = ?", OfferBook::clip, id);
  }

  /** The offer that has been in a state, untouched, for the longest time. */
  public Optional<OfferedClip> oldest(OfferState state) {
    return database.first(
        SELECT + "WHERE state = ? ORDER BY changed_ms, rowid LIMIT 1",
        OfferBook::clip,
        state.name());
  }

  /** The offers of an order that were ever asked for, the oldest first. */
  public List<OfferedClip> granted(String orderId) {
    return database.list(
        SELECT
            + "WHERE order_id = ? AND (length >= 0 OR state NOT IN ('PENDING','REFUSED'))"
            + " ORDER BY arrived_ms"
            + " LIMIT 1000",
        OfferBook::clip,
        orderId);
  }

  /** Clips that were taken back, or their orders, of which something may still lie in the vault. */
  public List<OfferedClip> toDelete() {
    return database.list(
        SELECT
            + "WHERE reason IS NULL AND (state = 'WITHDRAWN' OR (state = 'LAPSED' AND order_id IN"
            + " (SELECT id FROM orders WHERE recalled_ms IS NOT NULL))) LIMIT 100",
        OfferBook::clip);
  }

  /** Records that nothing of a clip lies in the vault any more. */
  public void deleted(String id) {
    database.update("UPDATE offers SET reason = 'deleted' WHERE id = ?", id);
  }

  /** Moves an offer on; part of the surrounding transaction, which does what that means. */
  public void move(String id, OfferState state) {
    database.update(
        "UPDATE offers SET state = ?, changed_ms = ? WHERE id = ?",
        state.name(),
        clock.millis(),
        id);
  }

  /**
   * Moves an offer on unless it has been moved meanwhile, as its owner may take it back at any
   * time.
   *
   * @return whether it was still where it was found
   */
  public boolean advance(OfferedClip clip, OfferState state) {
    return database.update(
            "UPDATE offers SET state = ?, changed_ms = ? WHERE id = ? AND state = ?",
            state.name(),
            clock.millis(),
            clip.id(),
            clip.state().name())
        > 0;
  }

  /** Moves an offer into quarantine; false when it was taken back meanwhile. */
  public boolean quarantine(OfferedClip clip, String reason) {
    boolean moved = advance(clip, OfferState.QUARANTINED);
    if (moved) {
      database.update("UPDATE offers SET reason = ? WHERE id = ?", reason, clip.id());
    }
    return moved;
  }

  /** Records how long an upload will be. */
  public void length(String id, long octets) {
    database.update("UPDATE offers SET length = ? WHERE id = ?", octets, id);
  }

  /** Records that something was done to it, or in vain: it goes behind the others of its state. */
  public void touch(String id) {
    database.update("UPDATE offers SET changed_ms = ? WHERE id = ?", clock.millis(), id);
  }

  /**
   * Octets that uploads of a device take, or will, which are not delivered; without one of them.
   */
  public long underWay(String device, String butId) {
    return database.number(
        "SELECT coalesce(sum(length), 0) FROM offers WHERE device = ? AND id <> ? AND length >= 0"
            + " AND state IN ('PENDING','GRANTED','RECEIVING','RECEIVED','VERIFIED','QUARANTINED')",
        device,
        butId);
  }

  void add(String device, Offer offer, boolean ahead) {
    long now = clock.millis();
    database.update(
        "INSERT INTO offers(id, device, order_id, from_ms, to_ms, bound_ms, bytes, state,"
            + " arrived_ms, changed_ms, link, extent, ahead)"
            + " VALUES (?,?,?,?,?,?,?,?,?,?,nullif(?,''),?,?)",
        offer.offerId(),
        device,
        offer.orderId(),
        offer.from().toEpochMilli(),
        offer.to().toEpochMilli(),
        offer.boundMillis(),
        offer.bytes(),
        OfferState.PENDING.name(),
        now,
        now,
        text(offer.link()),
        offer.shows().name(),
        ahead ? 1 : 0);
  }

  /** Records how an offered clip would come now. */
  void link(String id, LinkState link) {
    database.update("UPDATE offers SET link = ? WHERE id = ?", text(link), id);
  }

  private static String text(@Nullable LinkState link) {
    return link == null ? "" : new String(Json.bytes(link), StandardCharsets.UTF_8);
  }

  private static @Nullable LinkState link(@Nullable String text) {
    return text == null ? null : Json.read(text.getBytes(StandardCharsets.UTF_8), LinkState.class);
  }

  /** How many offers of a device are not answered. */
  long pendingOf(String device) {
    return database.number(
        "SELECT count(*) FROM offers WHERE device = ? AND state = 'PENDING'", device);
  }

  /** Offers that wait or come although their order has ended. */
  List<OfferedClip> ended() {
    return database.list(
        SELECT
            + "WHERE state IN ('PENDING','GRANTED','RECEIVING') AND order_id IN"
            + " (SELECT id FROM orders WHERE valid_until_ms <= ?)",
        OfferBook::clip,
        clock.millis());
  }

  /**
   * Offers that wait although their order has all the clips it asks for, or the whole of which they
   * are a preview.
   */
  List<OfferedClip> surplus() {
    return database.list(
        SELECT
            + "WHERE state = 'PENDING' AND (order_id IN (SELECT o.id FROM orders o WHERE"
            + " o.max_clips <= (SELECT count(*) FROM offers d WHERE d.order_id = o.id"
            + " AND NOT d.ahead AND d.state IN ('DELIVERED','DELETED')))"
            + " OR (ahead AND EXISTS (SELECT 1 FROM offers d WHERE d.order_id = f.order_id"
            + " AND d.device = f.device AND NOT d.ahead AND d.from_ms < f.to_ms"
            + " AND d.to_ms > f.from_ms AND d.state IN ('VERIFIED','DELIVERED','DELETED'))))",
        OfferBook::clip);
  }

  /** Asked for, and nothing was heard of them since an instant. */
  List<OfferedClip> silent(Instant since) {
    return database.list(
        SELECT + "WHERE state IN ('GRANTED','RECEIVING') AND changed_ms <= ?",
        OfferBook::clip,
        since.toEpochMilli());
  }

  /**
   * An offer as it is after a change.
   *
   * @param seq number of the change, rising
   * @param arrived when it came first
   */
  record Change(long seq, OfferedClip clip, Instant arrived) {}

  /** The next offers that changed after a change, of each its newest state. */
  List<Change> changes(long after) {
    return database.list(
        "SELECT "
            + COLUMNS
            + ", f.arrived_ms, c.seq FROM offer_changes c JOIN offers f"
            + " ON f.id = c.offer_id WHERE c.seq > ? ORDER BY c.seq LIMIT "
            + MOST_CHANGES,
        OfferBook::change,
        after);
  }

  /** The number of the newest change. */
  long newestChange() {
    return database.number("SELECT coalesce(max(seq), 0) FROM offer_changes");
  }

  /** All offers of orders that have not ended, those that came first before the others. */
  List<Change> live() {
    return database.list(
        "SELECT "
            + COLUMNS
            + ", f.arrived_ms, 0 FROM offers f JOIN orders o"
            + " ON o.id = f.order_id WHERE o.valid_until_ms > ? ORDER BY f.arrived_ms, f.rowid",
        OfferBook::change,
        clock.millis());
  }

  private static Change change(ResultSet row) throws SQLException {
    return new Change(row.getLong(15), clip(row), Instant.ofEpochMilli(row.getLong(14)));
  }

  private static OfferedClip clip(ResultSet row) throws SQLException {
    return new OfferedClip(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        Instant.ofEpochMilli(row.getLong(5)),
        Extent.valueOf(row.getString(12)),
        row.getBoolean(13),
        row.getLong(6),
        row.getLong(7),
        OfferState.valueOf(row.getString(8)),
        row.getLong(9),
        row.getString(10),
        link(row.getString(11)));
  }
}
