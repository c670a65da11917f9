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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
   * Fetches what the relay gives out of a clip, such as {@code package} or {@code custody}.
   *
   * @param to the file, whole or not there
   */
  void fetch(String clip, String what, Path to) throws IOException, InterruptedException {
    Path part = to.resolveSibling(to.getFileName() + ".part");
    HttpRequest request = HttpRequest.newBuilder(relay.resolve(path(clip, what))).build();
    HttpResponse<Path> response =
        http.send(
            request,
            answer ->
                answer.statusCode() == 200
                    ? HttpResponse.BodySubscribers.ofFile(part)
                    : HttpResponse.BodySubscribers.replacing(part));
    if (response.statusCode() != 200) {
      throw new IOException(
          "the relay answers %d for the %s of clip %s"
              .formatted(response.statusCode(), what, clip));
    }
    Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Keeps a clip for a case. */
  JsonNode hold(String clip, String caseNumber) throws IOException, InterruptedException {
    String body = Json.text(Map.of("caseNumber", caseNumber));
    return json(request(path(clip, "hold")).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  /** Lets go of a clip. */
  JsonNode release(String clip) throws IOException, InterruptedException {
    return json(request(path(clip, "hold")).DELETE().build());
  }

  private static String path(String clip, String what) {
    if (!clip.matches("[0-9a-f-]{36}")) {
      throw new IllegalArgumentException("clip '" + clip + "' is no UUID");
    }
    return "/v1/clips/" + clip + "/" + what;
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
