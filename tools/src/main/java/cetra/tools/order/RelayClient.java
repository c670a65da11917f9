package cetra.tools.order;

import cetra.wire.key.IdentityFolder;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** An issuer's client of the relay's API. Safe for many threads. */
public final class RelayClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI relay;
  private final PublicKey root;

  /**
   * A client.
   *
   * @param identity the issuer's keys
   */
  public RelayClient(URI relay, IdentityFolder identity) throws IOException {
    this.relay = relay;
    this.root = identity.operatorRoot();
    this.http =
        HttpClient.newBuilder()
            .sslContext(identity.tls().context())
            .connectTimeout(PATIENCE)
            .build();
  }

  /**
   * Submits a signed order.
   *
   * @return what the relay says of it
   * @throws IOException when the relay refuses it; says the rule
   */
  public JsonNode submit(String signedOrder) throws IOException, InterruptedException {
    return json(
        request("/v1/orders")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(signedOrder))
            .build());
  }

  /** The issuer's orders. */
  public JsonNode orders() throws IOException, InterruptedException {
    return json(request("/v1/orders").build());
  }

  /** The state of an order. */
  public JsonNode order(String id) throws IOException, InterruptedException {
    return json(request("/v1/orders/" + id).build());
  }

  /** The clips of an order. */
  public JsonNode clips(String id) throws IOException, InterruptedException {
    return json(request("/v1/orders/" + id + "/clips").build());
  }

  /**
   * That an order stands in the relay's log, as its keeper has signed and the root vouches.
   *
   * @return where it stands, in a sentence
   * @throws IOException when the proof does not hold
   */
  public String logged(String id) throws IOException, InterruptedException {
    LogProof proof =
        Json.read(json(request("/v1/orders/" + id + "/proof").build()).toString(), LogProof.class);
    return proof.verify(id, root, Instant.now());
  }

  /** The steps of an order as they happen, each one JSON text; the stream never ends by itself. */
  public Stream<String> events(String id) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(relay.resolve("/v1/orders/" + id + "/events"))
            .header("Accept", "text/event-stream")
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith("data:"))
        .map(line -> line.substring("data:".length()).strip());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(relay.resolve(path)).timeout(PATIENCE);
  }

  private JsonNode json(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    JsonNode body =
        response.body().length == 0
            ? Json.mapper().nullNode()
            : Json.mapper().readTree(new String(response.body(), StandardCharsets.UTF_8));
    if (response.statusCode() >= 300) {
      throw new IOException(
          "the relay answers %d: %s"
              .formatted(
                  response.statusCode(), body.path("detail").asText(body.path("title").asText())));
    }
    return body;
  }
}
