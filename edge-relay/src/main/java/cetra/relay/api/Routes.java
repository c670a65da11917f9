package cetra.relay.api;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Which path leads where, on one listener. */
final class Routes {
  private final Router router;
  private final Function<HttpServerRequest, Optional<Account>> accounts;
  private final Problem stranger;
  private final Map<String, Set<String>> methods = new LinkedHashMap<>();

  /**
   * Routes of one listener.
   *
   * @param accounts who asks
   * @param stranger what somebody is told who is none of them
   */
  Routes(Vertx vertx, Function<HttpServerRequest, Optional<Account>> accounts, Problem stranger) {
    this.router = Router.router(vertx);
    this.accounts = accounts;
    this.stranger = stranger;
    router.route().handler(Routes::secure);
    router.errorHandler(404, context -> Problem.unknown().send(context.response()));
    router.errorHandler(
        500,
        context ->
            Problem.of(500, "Internal Server Error", "the relay could not do that")
                .send(context.response()));
  }

  Router router() {
    return router;
  }

  void on(HttpMethod method, String path, Endpoint.Work work) {
    router.route(method, path).handler(new Endpoint(accounts, stranger, work));
    methods.computeIfAbsent(path, ignored -> new TreeSet<>()).add(method.name());
  }

  /** Answers all other methods of the known paths; after the last {@link #on}. */
  Router closed() {
    methods.forEach(
        (path, allowed) ->
            router.route(path).handler(context -> notAllowed(context, String.join(", ", allowed))));
    return router;
  }

  private static void notAllowed(RoutingContext context, String allowed) {
    context.response().putHeader("Allow", allowed);
    Problem.of(405, "Method Not Allowed", "allowed here: " + allowed).send(context.response());
  }

  private static void secure(RoutingContext context) {
    HttpServerResponse response = context.response();
    response
        .putHeader(
            "Content-Security-Policy",
            "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    context.next();
  }
}
