package cetra.relay.api;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderDesk;
import cetra.relay.order.OrderEvents;
import cetra.relay.order.Submission;
import cetra.wire.message.OrderEvent;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Orders: submitted, approved and recalled by issuers, read by them and the console. */
final class OrderPages {
  private static final int MOST_LISTED = 200;
  private static final Duration IDLE = Duration.ofSeconds(20);

  private final OrderDesk desk;
  private final OrderBook book;
  private final OrderEvents events;
  private final Clock clock;

  OrderPages(OrderDesk desk, OrderBook book, OrderEvents events, Clock clock) {
    this.desk = desk;
    this.book = book;
    this.events = events;
    this.clock = clock;
  }

  void submit(Endpoint.Call call) throws InterruptedException {
    if (!(call.account() instanceof Account.Issuer issuer)) {
      call.problem(Problem.forbidden("only issuers order"));
      return;
    }
    Optional<byte[]> body = call.body().all(SignedOrder.MOST_CHARACTERS, IDLE);
    if (body.isEmpty()) {
      call.problem(
          Problem.of(
              413, "Content Too Large", "an order has at most " + SignedOrder.MOST_CHARACTERS));
      return;
    }
    String text = new String(body.get(), StandardCharsets.UTF_8);
    switch (desk.submit(text, issuer.code())) {
      case Submission.Accepted accepted ->
          call.json(202, Map.of("id", accepted.id(), "index", accepted.index()));
      case Submission.Known known ->
          call.json(200, Map.of("id", known.id(), "index", known.index()));
      case Submission.Refused refused -> call.problem(Problem.of(refused.why(), refused.detail()));
    }
  }

  void list(Endpoint.Call call) {
    switch (call.account()) {
      case Account.Device device -> call.problem(Problem.forbidden("devices read the log"));
      case Account.Issuer issuer ->
          call.json(200, summaries(book.newest(issuer.code(), MOST_LISTED)));
      case Account.Console console -> call.json(200, summaries(book.newest(MOST_LISTED)));
    }
  }

  void one(Endpoint.Call call) {
    find(call)
        .ifPresentOrElse(
            entry -> call.json(200, summary(entry)), () -> call.problem(Problem.unknown()));
  }

  /** The order of a request's path, if whoever asks may know of it. */
  Optional<OrderBook.Entry> find(Endpoint.Call call) {
    return book.find(call.parameter("id")).filter(call.account()::mayRead);
  }

  private List<Map<String, Object>> summaries(List<OrderBook.Entry> entries) {
    return entries.stream().map(this::summary).toList();
  }

  private Map<String, Object> summary(OrderBook.Entry entry) {
    VideoOrder order = entry.order();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", order.id());
    summary.put("index", entry.index());
    summary.put("issuer", order.issuer());
    summary.put("state", state(entry));
    summary.put("purpose", order.purpose());
    summary.put("caseNumber", order.caseNumber());
    summary.put("title", order.title());
    summary.put("reason", order.reason());
    summary.put("urgency", order.urgency());
    summary.put("area", order.area());
    summary.put("windows", order.windows());
    summary.put("accepted", entry.accepted());
    summary.put("validUntil", order.validUntil());
    summary.put("approveBy", entry.approveBy());
    summary.put("maxClips", order.maxClips());
    summary.put("clips", counts(order.id()));
    return summary;
  }

  private String state(OrderBook.Entry entry) {
    if (entry.recalled() != null) {
      return "recalled";
    }
    return clock.instant().isBefore(entry.until()) ? "open" : "ended";
  }

  private Map<String, Long> counts(String id) {
    Map<OrderEvent.Step, Long> found = events.clips(id);
    Map<String, Long> counts = new LinkedHashMap<>();
    for (OrderEvent.Step step :
        List.of(
            OrderEvent.Step.OFFERED,
            OrderEvent.Step.GRANTED,
            OrderEvent.Step.RECEIVED,
            OrderEvent.Step.VERIFIED,
            OrderEvent.Step.QUARANTINED,
            OrderEvent.Step.DELIVERED,
            OrderEvent.Step.WITHDRAWN,
            OrderEvent.Step.DELETED)) {
      counts.put(step.name().toLowerCase(Locale.ROOT), found.getOrDefault(step, 0L));
    }
    return counts;
  }
}
