package cetra.relay.api;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.wire.message.Json;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The steps of one order as server-sent events, from the first or from the one after {@code
 * Last-Event-ID}, and on as they happen; it ends when the client leaves.
 */
final class EventStream {
  /** Below what proxies and our own listener take for a dead connection. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final long SLOW_SECONDS = 30;
  private static final int BATCH = 100;
  private static final int MOST_STREAMS = 500;

  private final OrderPages orders;
  private final OrderEvents events;
  private final Semaphore streams = new Semaphore(MOST_STREAMS);

  EventStream(OrderPages orders, OrderEvents events) {
    this.orders = orders;
    this.events = events;
  }

  void open(Endpoint.Call call) throws InterruptedException {
    Optional<OrderBook.Entry> entry = orders.find(call);
    if (entry.isEmpty()) {
      call.problem(Problem.unknown());
    } else if (!streams.tryAcquire()) {
      call.context().response().putHeader("Retry-After", "30");
      call.problem(Problem.of(503, "Service Unavailable", MOST_STREAMS + " streams are open"));
    } else {
      try {
        run(call, entry.get().order().id());
      } finally {
        streams.release();
      }
    }
  }

  private void run(Endpoint.Call call, String orderId) throws InterruptedException {
    HttpServerResponse response = call.context().response();
    Thread streaming = Thread.currentThread();
    response.closeHandler(left -> streaming.interrupt());
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store");
    long last = lastSeen(call.context().request());
    boolean open = write(response, ": the steps of order " + orderId + "\n\n");
    while (open) {
      long mark = events.mark();
      List<OrderEvents.Numbered> fresh = events.after(orderId, last, BATCH);
      for (OrderEvents.Numbered event : fresh) {
        last = event.number();
        open = open && write(response, text(event));
      }
      if (fresh.isEmpty()) {
        open = awaitMore(response, orderId, last, mark);
      }
    }
  }

  /** Other orders' commits wake it too; only silence is worth a heartbeat. */
  private boolean awaitMore(HttpServerResponse response, String orderId, long last, long mark)
      throws InterruptedException {
    long end = System.nanoTime() + HEARTBEAT.toNanos();
    long seen = mark;
    long left = HEARTBEAT.toNanos();
    while (left > 0) {
      events.awaitMore(seen, Duration.ofNanos(left));
      seen = events.mark();
      if (!events.after(orderId, last, 1).isEmpty()) {
        return true;
      }
      left = end - System.nanoTime();
    }
    return write(response, ": alive\n\n");
  }

  private static long lastSeen(HttpServerRequest request) {
    String id = request.getHeader("Last-Event-ID");
    return id != null && id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
  }

  private static String text(OrderEvents.Numbered event) {
    return "id: " + event.number() + "\ndata: " + Json.text(event.event()) + "\n\n";
  }

  /** False when the client has left, or is too slow to be worth a thread. */
  private static boolean write(HttpServerResponse response, String text)
      throws InterruptedException {
    if (response.closed()) {
      return false;
    }
    try {
      response
          .write(text)
          .toCompletionStage()
          .toCompletableFuture()
          .get(SLOW_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException left) {
      response.reset();
      return false;
    }
  }
}
