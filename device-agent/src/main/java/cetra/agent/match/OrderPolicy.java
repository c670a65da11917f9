package cetra.agent.match;

import cetra.agent.index.OrderStore;
import cetra.wire.order.Directive;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.OrderVerdict;
import cetra.wire.order.Purpose;
import cetra.wire.order.Refusal;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this device itself enforces: the check of the order alone, and the caps that only the device
 * can know, over all it has accepted before.
 */
public final class OrderPolicy {
  private static final int MOST_ORDERS_A_DAY = 20;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  /** What one place may be looked at in any week: it must not become a fixed camera. */
  private static final Duration MOST_OF_A_PLACE = Duration.ofHours(24);

  private final OrderCheck check;
  private final OrderStore orders;

  /** A policy over the device's own history. */
  public OrderPolicy(OrderCheck check, OrderStore orders) {
    this.check = check;
    this.orders = orders;
  }

  /** Judges an entry of the log. */
  public OrderVerdict judge(OrderStore.Entry entry, Instant now) {
    OrderVerdict verdict = check.check(entry.signed(), now);
    return verdict instanceof OrderVerdict.Accepted accepted
        ? overHistory(accepted, entry, now)
        : verdict;
  }

  private OrderVerdict overHistory(
      OrderVerdict.Accepted accepted, OrderStore.Entry entry, Instant now) {
    VideoOrder order = accepted.order();
    SignedOrder signed = SignedOrder.read(entry.signed());
    if (orders.isSaid(Directive.Kind.RECALL, signed)) {
      return new OrderVerdict.Refused(Refusal.RECALLED, "its issuer has taken it back");
    }
    Optional<Instant> approveBy = approveBy(accepted, entry, now);
    if (approveBy.isPresent() && !now.isBefore(approveBy.get())) {
      return new OrderVerdict.Refused(
          Refusal.SIGNATURES_MISSING, "no second signature until " + approveBy.get());
    }
    if (orders.seenBefore(entry, order.id())) {
      return new OrderVerdict.Refused(Refusal.REPLAYED, "order " + order.id() + " was here before");
    }
    int today = orders.acceptedOf(order.issuer(), entry, now, DAY).size();
    if (today >= MOST_ORDERS_A_DAY) {
      return new OrderVerdict.Refused(
          Refusal.TOO_MANY_TODAY,
          today + " orders of " + order.issuer() + " in a day; at most " + MOST_ORDERS_A_DAY);
    }
    Duration place = timeOfPlace(order, orders.acceptedOf(order.issuer(), entry, now, WEEK));
    if (place.compareTo(MOST_OF_A_PLACE) > 0) {
      return new OrderVerdict.Refused(
          Refusal.PLACE_TOO_OFTEN,
          "the place for " + place + " in a week; at most " + MOST_OF_A_PLACE);
    }
    return accepted;
  }

  /** Until when the second signature must be in the log; empty when it is, or is not needed. */
  Optional<Instant> approveBy(OrderVerdict.Accepted accepted, OrderStore.Entry entry, Instant now) {
    return accepted
        .approveBy(now)
        .filter(by -> !orders.isSaid(Directive.Kind.APPROVE, SignedOrder.read(entry.signed())));
  }

  private static Duration timeOfPlace(VideoOrder order, List<String> before) {
    if (order.purpose() == Purpose.WATCH) {
      return Duration.ZERO;
    }
    return before.stream()
        .map(signed -> SignedOrder.read(signed).unverified())
        .filter(other -> other.purpose() != Purpose.WATCH)
        .filter(other -> other.area().meets(order.area()))
        .flatMap(other -> other.windows().stream())
        .map(TimeWindow::length)
        .reduce(order.length(), Duration::plus);
  }
}
