package cetra.relay.api;

import cetra.wire.message.Json;
import cetra.wire.order.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 writes it; never a stack trace.
 *
 * @param type what kind of problem
 * @param rule the rule of orders that is broken; absent for others
 */
record Problem(String type, String title, int status, String detail, @Nullable String rule) {
  static Problem of(int status, String title, String detail) {
    return new Problem("about:blank", title, status, detail, null);
  }

  static Problem of(Refusal why, String detail) {
    String name = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    int status = why == Refusal.UNREADABLE ? 400 : 403;
    return new Problem("urn:cetra:refusal:" + name, "order refused", status, detail, why.name());
  }

  static Problem unknown() {
    return of(404, "Not Found", "there is no such thing here");
  }

  static Problem forbidden(String detail) {
    return of(403, "Forbidden", detail);
  }

  void send(HttpServerResponse response) {
    if (response.ended() || response.closed() || response.headWritten()) {
      return;
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(Json.bytes(this)));
  }
}
