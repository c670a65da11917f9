package cetra.relay.order;

import cetra.relay.transparency.OrderLog;
import cetra.wire.message.Json;
import cetra.wire.message.LogEntry;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.OrderVerdict;
import cetra.wire.order.Refusal;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Instant;

/** Accepts orders: whoever submits one must be its issuer, and it must pass {@link OrderCheck}. */
public final class OrderDesk {
  /**
   * The longest log entry, in octets as broadcast. What the broker will not take would stop all
   * that waits behind it; 512 Ki characters can be far longer than that once they are quoted.
   */
  static final int MOST_OCTETS = 900 << 10;

  private final Database database;
  private final OrderCheck check;
  private final OrderBook book;
  private final OrderLog log;
  private final Clock clock;

  /** A desk over the stores of one database. */
  public OrderDesk(Database database, OrderCheck check, OrderBook book, OrderLog log, Clock clock) {
    this.database = database;
    this.check = check;
    this.book = book;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Judges an order and, if it is good and new, keeps and logs it.
   *
   * @param text the signed order
   * @param submitter the issuer that the client's certificate names
   */
  public Submission submit(String text, String submitter) {
    Instant now = clock.instant();
    return switch (check.check(text, now)) {
      case OrderVerdict.Refused refused -> new Submission.Refused(refused.why(), refused.detail());
      case OrderVerdict.Accepted accepted -> submit(accepted.order(), text, submitter, now);
    };
  }

  private Submission submit(VideoOrder order, String text, String submitter, Instant now) {
    if (!order.issuer().equals(submitter)) {
      return new Submission.Refused(
          Refusal.OTHER_ISSUER, "order of " + order.issuer() + " submitted by " + submitter);
    }
    int octets = Json.bytes(LogEntry.of(Long.MAX_VALUE, text)).length;
    if (octets > MOST_OCTETS) {
      return new Submission.Refused(
          Refusal.UNREADABLE,
          "its log entry would have " + octets + " octets; at most " + MOST_OCTETS);
    }
    return database.transaction(
        () ->
            book.find(order.id())
                .map(known -> again(known, text))
                .orElseGet(() -> enter(order, text, now)));
  }

  private static Submission again(OrderBook.Entry known, String text) {
    return known.text().equals(text)
        ? new Submission.Known(known.order().id(), known.index())
        : new Submission.Refused(
            Refusal.REPLAYED,
            "order "
                + known.order().id()
                + " is in the log at "
                + known.index()
                + ", worded"
                + " differently");
  }

  private Submission enter(VideoOrder order, String text, Instant now) {
    long index = log.append(text);
    book.add(order, text, index, now);
    return new Submission.Accepted(order.id(), index);
  }
}
