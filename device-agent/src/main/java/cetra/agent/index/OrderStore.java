package cetra.agent.index;

import cetra.wire.order.Directive;
import cetra.wire.order.SignedDirective;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The order log as far as this device has read it, and what it did about each order. */
public final class OrderStore {
  /** What became of an order here. */
  public enum State {
    /** Not looked at yet, or not yet due. */
    RECEIVED,
    /** A rule was broken. */
    REFUSED,
    /** Its windows are still open: what was seen so far is held. */
    STANDING,
    /** Nothing was seen; nobody learns of it. */
    SILENT,
    /** Footage is held for it. */
    MATCHED,
    /** It was taken back, or not approved in time. */
    RECALLED
  }

  /**
   * One entry.
   *
   * @param index in the log
   * @param signed the order's text
   */
  public record Entry(long index, String signed) {}

  /** How long the text of an order that came to nothing is kept: a place's week, and a day. */
  public static final Duration KEPT = Duration.ofDays(8);

  private final Database database;

  /** A store in a database opened by {@link ClipIndex#open}. */
  public OrderStore(Database database) {
    this.database = database;
  }

  /** The number of the next entry among all that this device has read. */
  public long next() {
    return database.number("SELECT coalesce(max(log_index) + 1, 0) FROM entry");
  }

  /**
   * Keeps an entry of the log. Of one that is too long to be an order only its place is kept, so
   * that the log goes on.
   */
  public void receive(long index, String text) {
    String kept = text.length() <= SignedOrder.MOST_CHARACTERS ? text : "";
    database.update(
        "INSERT INTO entry(log_index, order_id, issuer, signed, state, detail, due_ms, directive)"
            + " VALUES(?,?,'',?,?,'',0,?)",
        index,
        SignedOrder.idOf(kept).orElse(""),
        kept,
        State.RECEIVED.name(),
        SignedDirective.is(kept) ? 1 : 0);
  }

  /** The oldest entry that is to be looked at now. */
  public Optional<Entry> due(Instant now) {
    return database.first(
        "SELECT log_index, signed FROM entry WHERE state = ?1 AND due_ms <= ?2 AND NOT EXISTS"
            + " (SELECT 1 FROM entry d WHERE d.state = ?1 AND d.directive = 1)"
            + " ORDER BY log_index",
        OrderStore::entry,
        State.RECEIVED.name(),
        now.toEpochMilli());
  }

  /** The oldest directive that has not been obeyed. */
  public Optional<Entry> directive() {
    return database.first(
        "SELECT log_index, signed FROM entry WHERE state = ? AND directive = 1 ORDER BY log_index",
        OrderStore::entry,
        State.RECEIVED.name());
  }

  /** Remembers what was said of an order, also of one that comes later. */
  public void said(Directive directive) {
    database.update(
        "INSERT OR IGNORE INTO directive VALUES(?,?,?)",
        directive.orderId(),
        directive.orderHash(),
        directive.kind().name());
  }

  /** Whether something was said of an order in this very wording. */
  public boolean isSaid(Directive.Kind kind, SignedOrder order) {
    return database.number(
            "SELECT count(*) FROM directive WHERE order_hash = ? AND kind = ?",
            order.hash(),
            kind.name())
        > 0;
  }

  /** The order of which a directive speaks, where this device has something to do for it. */
  public Optional<Entry> of(Directive directive) {
    return database
        .list(
            "SELECT log_index, signed FROM entry WHERE order_id = ? AND state IN (?,?)",
            OrderStore::entry,
            directive.orderId(),
            State.MATCHED.name(),
            State.STANDING.name())
        .stream()
        .filter(entry -> directive.isOf(SignedOrder.read(entry.signed())))
        .findFirst();
  }

  /** Notes until when an order that matched, or may still, must be approved. */
  public void awaitApproval(Entry entry, Instant until) {
    database.update(
        "UPDATE entry SET approve_by_ms = ? WHERE log_index = ?",
        until.toEpochMilli(),
        entry.index());
  }

  /** Notes that an order needs no approval any more. */
  public void approved(Entry entry) {
    database.update("UPDATE entry SET approve_by_ms = 0 WHERE log_index = ?", entry.index());
  }

  /** An order that has waited for its approval in vain. */
  public Optional<Entry> unapproved(Instant now) {
    return database.first(
        "SELECT log_index, signed FROM entry WHERE approve_by_ms > 0 AND approve_by_ms <= ?"
            + " AND state IN (?,?) ORDER BY log_index",
        OrderStore::entry,
        now.toEpochMilli(),
        State.MATCHED.name(),
        State.STANDING.name());
  }

  /** Puts an entry off. */
  public void postpone(Entry entry, Instant until) {
    database.update(
        "UPDATE entry SET due_ms = ? WHERE log_index = ?", until.toEpochMilli(), entry.index());
  }

  /** Notes that an order has passed every rule of the device. */
  public void accepted(Entry entry, VideoOrder order, Instant now) {
    database.update(
        "UPDATE entry SET issuer = ?, accepted_ms = coalesce(accepted_ms, ?) WHERE log_index = ?",
        order.issuer(),
        now.toEpochMilli(),
        entry.index());
  }

  /** Ends the work on an entry. */
  public void settle(Entry entry, State state, String detail) {
    database.update(
        "UPDATE entry SET state = ?, detail = ? WHERE log_index = ?",
        state.name(),
        detail,
        entry.index());
  }

  /**
   * Ends the work on an order for which something was found or may still be.
   *
   * @return whether there was any
   */
  public boolean end(String orderId, String detail) {
    return database.update(
            "UPDATE entry SET state = ?, detail = ? WHERE order_id = ? AND state IN (?,?)",
            State.RECALLED.name(),
            detail,
            orderId,
            State.MATCHED.name(),
            State.STANDING.name())
        > 0;
  }

  /** Drops the texts of orders that came to nothing, once no rule looks back at them any more. */
  public void prune(Instant now) {
    database.update(
        "UPDATE entry SET signed = '' WHERE state IN (?,?) AND due_ms <= ? AND signed <> ''"
            + " AND coalesce(accepted_ms, 0) <= ?",
        State.REFUSED.name(),
        State.SILENT.name(),
        now.toEpochMilli(),
        now.minus(KEPT).toEpochMilli());
  }

  /** Whether another entry with this order's id was accepted before. */
  public boolean seenBefore(Entry entry, String orderId) {
    return database.number(
            "SELECT count(*) FROM entry WHERE order_id = ? AND log_index < ?"
                + " AND accepted_ms IS NOT NULL",
            orderId,
            entry.index())
        > 0;
  }

  /** The signed orders of an issuer, others than this entry, accepted within a time before now. */
  public List<String> acceptedOf(String issuer, Entry except, Instant now, Duration within) {
    return database.list(
        "SELECT signed FROM entry WHERE issuer = ? AND accepted_ms > ? AND log_index <> ?",
        row -> row.getString(1),
        issuer,
        now.minus(within).toEpochMilli(),
        except.index());
  }

  /** The text of an order that matched, or may still. */
  public Optional<String> signed(String orderId) {
    return database.first(
        "SELECT signed FROM entry WHERE order_id = ? AND state IN (?,?)",
        row -> row.getString(1),
        orderId,
        State.MATCHED.name(),
        State.STANDING.name());
  }

  /** How urgent an order is that matched, or may still. */
  public Optional<Urgency> urgency(String orderId) {
    return signed(orderId).map(text -> SignedOrder.read(text).unverified().urgency());
  }

  /** Where in the log the orders stand whose windows are still open. */
  public List<Long> standingIndexes() {
    return database.list(
        "SELECT log_index FROM entry WHERE state = ? ORDER BY log_index",
        row -> row.getLong(1),
        State.STANDING.name());
  }

  /** The orders whose windows are still open. */
  public List<Entry> standing() {
    return database.list(
        "SELECT log_index, signed FROM entry WHERE state = ? ORDER BY log_index",
        OrderStore::entry,
        State.STANDING.name());
  }

  /** Up to when a standing order has been searched; 1970 when it never was. */
  public Instant searched(Entry entry) {
    return Instant.ofEpochMilli(
        database.number("SELECT searched_ms FROM entry WHERE log_index = ?", entry.index()));
  }

  /** Notes up to when a standing order has been searched. */
  public void searched(Entry entry, Instant until) {
    database.update(
        "UPDATE entry SET searched_ms = ? WHERE log_index = ?",
        until.toEpochMilli(),
        entry.index());
  }

  /** How many entries are in a state. */
  public long count(State state) {
    return database.number("SELECT count(*) FROM entry WHERE state = ?", state.name());
  }

  /** The reasons of all refusals, oldest first. */
  public List<String> refusals() {
    return database.list(
        "SELECT detail FROM entry WHERE state = ? ORDER BY log_index",
        row -> row.getString(1),
        State.REFUSED.name());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(row.getLong(1), row.getString(2));
  }
}
