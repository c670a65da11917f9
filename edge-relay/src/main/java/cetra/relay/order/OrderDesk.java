package cetra.relay.order;

import cetra.relay.transparency.OrderLog;
import cetra.wire.log.LogPart;
import cetra.wire.message.Json;
import cetra.wire.message.OrderEvent;
import cetra.wire.order.Directive;
import cetra.wire.order.Lapse;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.OrderVerdict;
import cetra.wire.order.Refusal;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Accepts orders, recalls and approvals: whoever submits one must be its issuer, and it must pass
 * {@link OrderCheck}.
 */
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
  private final OrderEvents events;
  private final Clock clock;

  /** A desk over the stores of one database. */
  public OrderDesk(
      Database database,
      OrderCheck check,
      OrderBook book,
      OrderLog log,
      OrderEvents events,
      Clock clock) {
    this.database = database;
    this.check = check;
    this.book = book;
    this.log = log;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Judges an order or a directive and, if it is good and new, keeps, logs and obeys it.
   *
   * @param text what was signed
   * @param submitter the issuer that the client's certificate names
   */
  public Submission submit(String text, String submitter) {
    Instant now = clock.instant();
    return switch (check.check(text, now)) {
      case OrderVerdict.Refused refused -> new Submission.Refused(refused.why(), refused.detail());
      case OrderVerdict.Accepted accepted -> submit(accepted, text, submitter, now);
      case OrderVerdict.Directed directed ->
          own(directed.directive().issuer(), text, submitter)
              .orElseGet(() -> database.transaction(() -> direct(directed.directive(), text, now)));
      case OrderVerdict.Lapsed lapsed ->
          new Submission.Refused(Refusal.SIGNATURES_MISSING, "only a relay lets an order lapse");
    };
  }

  /** Lets an order lapse, or closes one, that is due for it; false when there is none. */
  public boolean step() {
    Instant now = clock.instant();
    return lapse(now) || close(now);
  }

  /** Tells the issuer of an order whose time is over what has come of it. */
  private boolean close(Instant now) {
    Optional<OrderBook.Entry> ended = book.ended(now);
    ended.ifPresent(
        entry ->
            database.transaction(
                () -> {
                  String id = entry.order().id();
                  long delivered = events.clips(id).getOrDefault(OrderEvent.Step.DELIVERED, 0L);
                  book.close(id);
                  events.add(
                      id, OrderEvent.Step.CLOSED, null, delivered + " clip(s) were delivered");
                  return entry;
                }));
    return ended.isPresent();
  }

  /**
   * Ends the order that has waited longest in vain for its second signature, and says so in the
   * log.
   */
  private boolean lapse(Instant now) {
    Optional<OrderBook.Entry> late = book.unapproved(now);
    late.ifPresent(
        entry ->
            database.transaction(
                () -> {
                  String why = "no second signature within " + OrderCheck.APPROVAL;
                  log.append(new Lapse(entry.order().id(), why, now).text(), entry.until());
                  end(entry, why, now);
                  return entry;
                }));
    return late.isPresent();
  }

  private Submission submit(
      OrderVerdict.Accepted accepted, String text, String submitter, Instant now) {
    VideoOrder order = accepted.order();
    return own(order.issuer(), text, submitter)
        .orElseGet(
            () ->
                database.transaction(
                    () ->
                        book.find(order.id())
                            .map(known -> again(known, text))
                            .orElseGet(() -> enter(accepted, text, now))));
  }

  /** What is wrong with who submits it, and how long it is. */
  private static Optional<Submission> own(String issuer, String text, String submitter) {
    if (!issuer.equals(submitter)) {
      return Optional.of(
          new Submission.Refused(
              Refusal.OTHER_ISSUER, "signed for " + issuer + ", submitted by " + submitter));
    }
    int octets = Json.bytes(LogPart.entry(text)).length;
    if (octets > MOST_OCTETS) {
      return Optional.of(
          new Submission.Refused(
              Refusal.UNREADABLE,
              "its log entry would have " + octets + " octets; at most " + MOST_OCTETS));
    }
    return Optional.empty();
  }

  private Submission direct(Directive directive, String text, Instant now) {
    Optional<OrderBook.Entry> order =
        book.find(directive.orderId())
            .filter(found -> directive.isOf(SignedOrder.read(found.text())));
    Optional<Long> known = book.directive(text);
    if (order.isEmpty()) {
      return new Submission.Refused(
          Refusal.UNKNOWN_ORDER, "order " + directive.orderId() + " is not here in that wording");
    }
    if (known.isPresent()) {
      return new Submission.Known(directive.orderId(), known.get());
    }
    long index = log.append(text, order.get().order().validUntil());
    book.direct(text, directive.orderId(), index);
    switch (directive.kind()) {
      case RECALL -> end(order.get(), directive.reason(), now);
      case APPROVE -> {
        book.approve(directive.orderId());
        events.add(directive.orderId(), OrderEvent.Step.APPROVED, null, directive.reason());
      }
    }
    return new Submission.Accepted(directive.orderId(), index);
  }

  private void end(OrderBook.Entry order, String why, Instant now) {
    book.recall(order.order().id(), now);
    events.add(order.order().id(), OrderEvent.Step.RECALLED, null, why);
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

  private Submission enter(OrderVerdict.Accepted accepted, String text, Instant now) {
    VideoOrder order = accepted.order();
    long index = log.append(text, order.validUntil());
    book.add(accepted, text, index, now);
    return new Submission.Accepted(order.id(), index);
  }
}
