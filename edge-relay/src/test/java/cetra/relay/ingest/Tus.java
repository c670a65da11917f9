package cetra.relay.ingest;

import cetra.relay.RelayFixture;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** A tus client that does one request at a time, and wrong ones too. */
final class Tus {
  private final RelayFixture town;
  private final HttpClient client;
  private final String offerId;

  Tus(RelayFixture town, RelayFixture.Footage footage) throws Exception {
    this(town, RelayFixture.client(footage.device()), footage.offer().offerId());
  }

  Tus(RelayFixture town, HttpClient client, String offerId) {
    this.town = town;
    this.client = client;
    this.offerId = offerId;
  }

  URI upload() {
    return URI.create(town.uploads() + "/" + offerId);
  }

  HttpResponse<String> create(long length) throws Exception {
    return send(creation(length).POST(HttpRequest.BodyPublishers.noBody()));
  }

  HttpResponse<String> createWith(long length, byte[] body) throws Exception {
    return send(
        creation(length)
            .header("Content-Type", "application/offset+octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> head() throws Exception {
    return send(request(upload()).method("HEAD", HttpRequest.BodyPublishers.noBody()));
  }

  HttpResponse<String> patch(long offset, byte[] body, String... headers) throws Exception {
    return send(chunk(offset, headers).method("PATCH", bytes(body)));
  }

  HttpResponse<String> overridden(long offset, byte[] body) throws Exception {
    return send(chunk(offset, "X-HTTP-Method-Override", "PATCH").POST(bytes(body)));
  }

  /** Sends what comes out of a stream, as it comes. */
  CompletableFuture<HttpResponse<String>> dribble(long offset, InputStream body) {
    return client.sendAsync(
        chunk(offset).method("PATCH", HttpRequest.BodyPublishers.ofInputStream(() -> body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> delete() throws Exception {
    return send(request(upload()).DELETE());
  }

  private HttpRequest.Builder creation(long length) {
    String id = Base64.getEncoder().encodeToString(offerId.getBytes(StandardCharsets.UTF_8));
    return request(town.uploads())
        .header("Upload-Length", Long.toString(length))
        .header("Upload-Metadata", "name Y2xpcA==,offer " + id);
  }

  private HttpRequest.Builder chunk(long offset, String... headers) {
    HttpRequest.Builder request =
        request(upload())
            .header("Content-Type", "application/offset+octet-stream")
            .header("Upload-Offset", Long.toString(offset));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private static HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri).header("Tus-Resumable", "1.0.0");
  }

  private static HttpRequest.BodyPublisher bytes(byte[] body) {
    return HttpRequest.BodyPublishers.ofByteArray(body);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
