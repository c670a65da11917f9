package cetra.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.wire.key.IdentityFolder;
import cetra.wire.message.Grant;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
import cetra.wire.message.Topics;
import cetra.wire.order.VideoOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A real relay with a real broker, and the people and cars around it. */
public final class RelayFixture implements AutoCloseable {
  /** What a car has to upload. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Footage(IdentityFolder device, Offer offer, byte[] zip) {}

  private final Path folder;
  public final TestTown town;
  public final RelayConfig config;
  private final HttpClient issuer;
  Relay relay;

  public RelayFixture(Path folder, String broker) throws Exception {
    this(folder, broker, 1);
  }

  public RelayFixture(Path folder, String broker, long diskFloorMegabytes) throws Exception {
    this(folder, broker, diskFloorMegabytes, 1000);
  }

  public RelayFixture(Path folder, String broker, long diskFloorMegabytes, int grantsAtOnce)
      throws Exception {
    this.folder = folder;
    town = new TestTown(folder);
    town.relay();
    config = town.config(broker, diskFloorMegabytes, grantsAtOnce);
    issuer = client(town.issuer(TestTown.ISSUER));
    relay = Relay.start(config, Clock.systemUTC());
  }

  public static HttpClient client(IdentityFolder identity) throws IOException {
    return HttpClient.newBuilder().sslContext(identity.tls().context()).build();
  }

  public Relay relay() {
    return relay;
  }

  public void restart() throws Exception {
    relay.close();
    relay = Relay.start(config, Clock.systemUTC());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(relay.api().resolve(path));
  }

  public HttpResponse<String> asIssuer(String path) throws Exception {
    return issuer.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<byte[]> bytesAsIssuer(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return issuer.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  public JsonNode json(String path) throws Exception {
    return Json.mapper().readTree(asIssuer(path).body());
  }

  public HttpResponse<String> submit(HttpClient client, String text) throws Exception {
    return client.send(
        request("/v1/orders").POST(HttpRequest.BodyPublishers.ofString(text)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> submit(String text) throws Exception {
    return submit(issuer, text);
  }

  public VideoOrder ordered(int maxClips) throws Exception {
    return ordered(town.order(maxClips));
  }

  public VideoOrder ordered(VideoOrder order) throws Exception {
    assertThat(submit(town.signed(order)).statusCode()).isEqualTo(202);
    return order;
  }

  /** Offers over MQTT and waits for the grant. */
  public Footage granted(VideoOrder order, int device) throws Exception {
    IdentityFolder identity = town.device(device);
    Offer offer = town.offer(order);
    try (TestClient client = TestClient.connect(relay.broker(), identity)) {
      String grants = Topics.grants(TestTown.deviceName(device));
      client.subscribe(grants);
      client.publish(Topics.offers(TestTown.deviceName(device)), Json.bytes(offer));
      await()
          .untilAsserted(
              () ->
                  assertThat(client.texts(grants))
                      .map(text -> Json.read(text, Grant.class))
                      .anyMatch(g -> g.upload() && g.offerId().equals(offer.offerId())));
    }
    Path zip = folder.resolve(offer.offerId() + ".zip");
    town.clip(identity, offer).write(zip);
    return new Footage(identity, offer, Files.readAllBytes(zip));
  }

  public void awaitDelivered(VideoOrder order, int clips) {
    await()
        .untilAsserted(
            () ->
                assertThat(json("/v1/orders/" + order.id()).at("/clips/delivered").asInt())
                    .isEqualTo(clips));
  }

  public URI uploads() {
    return relay.api().resolve("/v1/uploads");
  }

  @Override
  public void close() {
    relay.close();
  }
}
