package cetra.relay.api;

import cetra.relay.ingest.RequestBody;
import cetra.wire.message.Json;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.tinylog.Logger;

/** Runs plain blocking code for a request, on a virtual thread, for who is known to ask. */
final class Endpoint implements Handler<RoutingContext> {
  /** What is done for a request. */
  interface Work {
    /** Does it and ends the response. */
    void run(Call call) throws IOException, InterruptedException;
  }

  /**
   * One request.
   *
   * @param account who asks
   */
  record Call(RoutingContext context, RequestBody body, Account account) {
    String parameter(String name) {
      return context.pathParam(name);
    }

    void json(int status, Object value) {
      context
          .response()
          .setStatusCode(status)
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", "no-store")
          .end(Buffer.buffer(Json.bytes(value)));
    }

    void problem(Problem problem) {
      problem.send(context.response());
    }
  }

  private static final int MOST_DRAINED = 1 << 20;
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Function<HttpServerRequest, Optional<Account>> accounts;
  private final Problem stranger;
  private final Work work;

  Endpoint(Function<HttpServerRequest, Optional<Account>> accounts, Problem stranger, Work work) {
    this.accounts = accounts;
    this.stranger = stranger;
    this.work = work;
  }

  @Override
  public void handle(RoutingContext context) {
    Optional<Account> account = accounts.apply(context.request());
    if (account.isEmpty()) {
      stranger.send(context.response());
      return;
    }
    Call call = new Call(context, new RequestBody(context.request()), account.get());
    Thread.ofVirtual().name("http").start(() -> run(call));
  }

  private void run(Call call) {
    try {
      work.run(call);
      if (!call.body().drain(MOST_DRAINED, DRAIN)) {
        // a sender of more than anybody asked for would wait for us to read it
        call.context().request().connection().close();
      }
    } catch (IOException | RuntimeException e) {
      Logger.error(e, "a request failed");
      call.problem(Problem.of(500, "Internal Server Error", "the relay could not do that"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
