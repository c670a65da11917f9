package cetra.relay.ingest;

import cetra.wire.message.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The tus 1.0 server at {@code /v1/uploads}, for devices with a granted offer. {@code
 * X-HTTP-Method-Override} is honoured, since many HTTP clients cannot send PATCH.
 */
public final class UploadServer {
  private static final String VERSION = "1.0.0";
  private static final int MOST_DRAINED = 1 << 20;
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Uploads uploads;
  private final UploadLimits limits;

  /** A server over the stores. */
  public UploadServer(UploadDesk desk, UploadLimits limits) {
    this.uploads = new Uploads(desk, limits);
    this.limits = limits;
  }

  /** Adds its routes. */
  public void mount(Router router) {
    router.route(Uploads.PATH).handler(this::handle);
    router.route(Uploads.PATH + "/:id").handler(this::handle);
  }

  private void handle(RoutingContext context) {
    RequestBody body = new RequestBody(context.request());
    Thread.ofVirtual().name("upload").start(() -> run(context, body));
  }

  private void run(RoutingContext context, RequestBody body) {
    try {
      Answer answer = answer(context, body);
      boolean ended = answer.status() != 408 && body.drain(MOST_DRAINED, DRAIN);
      send(context, answer, ended);
    } catch (IOException | RuntimeException e) {
      Logger.error(e, "an upload request failed");
      send(context, Answer.refused(500, "the relay could not do that; try again"), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(RoutingContext context, RequestBody body)
      throws IOException, InterruptedException {
    HttpServerRequest request = context.request();
    String method = method(request);
    if (method.equals("OPTIONS")) {
      return options();
    }
    Optional<Peer> peer = Peer.of(request);
    if (peer.isEmpty()) {
      return Answer.refused(401, "a device's certificate is needed");
    }
    if (!peer.get().is("device")) {
      return Answer.refused(403, "only devices upload");
    }
    if (!VERSION.equals(request.getHeader("Tus-Resumable"))) {
      return Answer.refused(412, "Tus-Resumable must be " + VERSION).with("Tus-Version", VERSION);
    }
    return dispatch(method, context.pathParam("id"), peer.get().name(), request, body);
  }

  private Answer dispatch(
      String method,
      @Nullable String id,
      String device,
      HttpServerRequest request,
      RequestBody body)
      throws IOException, InterruptedException {
    if (id == null) {
      return method.equals("POST")
          ? uploads.create(device, request.headers(), body)
          : Answer.refused(405, method + " is not for creating").with("Allow", "OPTIONS, POST");
    }
    return switch (method) {
      case "HEAD" -> uploads.head(device, id, body);
      case "PATCH" -> uploads.patch(device, id, request.headers(), body);
      case "DELETE" -> uploads.delete(device, id, body);
      default ->
          Answer.refused(405, method + " is not for uploads")
              .with("Allow", "OPTIONS, HEAD, PATCH, DELETE");
    };
  }

  private Answer options() {
    return Answer.ok(204)
        .with("Tus-Version", VERSION)
        .with("Tus-Max-Size", limits.mostBytes())
        .with("Tus-Checksum-Algorithm", ChunkChecksum.ALGORITHMS)
        .with("Tus-Extension", "creation,creation-with-upload,checksum,expiration,termination");
  }

  private static String method(HttpServerRequest request) {
    String override = request.getHeader("X-HTTP-Method-Override");
    return override != null && request.method().equals(HttpMethod.POST)
        ? override.toUpperCase(Locale.ROOT)
        : request.method().name();
  }

  private static void send(RoutingContext context, Answer answer, boolean ended) {
    HttpServerResponse response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(answer.status()).putHeader("Tus-Resumable", VERSION);
    answer.headers().forEach(response::putHeader);
    boolean hangUp = !ended && context.request().version() != HttpVersion.HTTP_2;
    if (hangUp) {
      response.putHeader("Connection", "close");
    }
    Future<Void> sent = end(response, answer);
    if (hangUp) {
      // a body that hangs half-way would keep the connection open until its idle timeout
      sent.onComplete(told -> context.request().connection().close());
    }
  }

  private static Future<Void> end(HttpServerResponse response, Answer answer) {
    if (answer.detail().isEmpty()) {
      return response.end();
    }
    response.putHeader("Content-Type", "application/problem+json");
    return response.end(Buffer.buffer(problem(answer)));
  }

  private static byte[] problem(Answer answer) {
    return Json.bytes(
        Map.of("type", "about:blank", "status", answer.status(), "detail", answer.detail()));
  }
}
