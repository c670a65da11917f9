package cetra.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.wire.custody.CustodyRecord;
import cetra.wire.custody.CustodyRow;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.hash.Hash;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Pem;
import cetra.wire.key.Trust;
import cetra.wire.log.CommitmentProof;
import cetra.wire.log.LogPage;
import cetra.wire.log.LogPart;
import cetra.wire.message.Commitment;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A whole relay with its embedded broker, from an order to a clip that is watched. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class RelayIT {
  private static final HttpResponse.BodyHandler<String> TEXT = HttpResponse.BodyHandlers.ofString();

  private RelayFixture town;
  private VideoOrder order;
  private RelayFixture.Footage footage;

  @BeforeAll
  void oneClipIsOrderedAndDelivered(@TempDir Path folder) throws Exception {
    town = new RelayFixture(folder, "embedded");
    order = town.ordered(2);
    footage = town.granted(order, 1);
    upload(footage);
    town.awaitDelivered(order, 1);
  }

  @AfterAll
  void end() {
    town.close();
  }

  @Test
  void thePackageIsTheOneSealedAndVerifiesByTheVaultsTrust() throws Exception {
    assertThat(Arrays.equals(town.bytesAsIssuer(clip("package")).body(), footage.zip())).isTrue();
    Path vault = town.config.data().resolve("vault");
    Path delivered = vault.resolve("delivered").resolve(footage.offer().offerId() + ".zip");
    PackageVerifier verifier = new PackageVerifier(Trust.read(vault.resolve("trust.pem")));
    assertThat(verifier.verify(delivered)).isInstanceOf(EvidenceVerdict.Authentic.class);
  }

  @Test
  void theOriginalIsServedByteForByteAndInRanges() throws Exception {
    byte[] original = original();
    HttpResponse<byte[]> whole = town.bytesAsIssuer(clip("clip.mp4"));
    assertThat(Arrays.equals(whole.body(), original)).isTrue();
    assertThat(whole.headers().firstValue("Accept-Ranges")).hasValue("bytes");

    HttpResponse<byte[]> part = town.bytesAsIssuer(clip("clip.mp4"), "Range", "bytes=10-99");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .hasValue("bytes 10-99/" + original.length);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(original, 10, 100));

    HttpResponse<byte[]> beyond =
        town.bytesAsIssuer(clip("view.mp4"), "Range", "bytes=" + (1 << 30) + "-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    HttpResponse<byte[]> end = town.bytesAsIssuer(clip("view.mp4"), "Range", "bytes=-7");
    assertThat(end.statusCode()).isEqualTo(206);
    assertThat(end.body()).hasSize(7);
  }

  @Test
  void everyStepIsToldFromTheStartOrFromTheLastOneSeen() throws Exception {
    List<String> steps =
        List.of(
            "searching", "offered", "granted", "receiving", "received", "verified", "delivered");
    List<String> lines = events("0", 14);
    assertThat(lines.stream().filter(line -> line.startsWith("data: ")).map(RelayIT::step))
        .containsExactlyElementsOf(steps);
    String third = lines.get(4).substring("id: ".length());
    assertThat(step(events(third, 2).get(1))).isEqualTo("receiving");
  }

  @Test
  void anOrderIsAcceptedOnceAndRefusedWithItsRule() throws Exception {
    VideoOrder fresh = town.town.order(1);
    String text = town.town.signed(fresh);
    HttpResponse<String> first = town.submit(text);
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(town.submit(text).statusCode()).isEqualTo(200);
    assertThat(town.submit(text).body()).isEqualTo(first.body());

    refused(town.town.forged(town.town.order(1)), 403, "BAD_SIGNATURE");
    VideoOrder old = town.town.order(1, Urgency.ROUTINE, town.town.now.minusSeconds(1));
    refused(town.town.signed(old), 403, "EXPIRED");
    refused("{}", 400, "UNREADABLE");
    HttpClient other = RelayFixture.client(town.town.issuer("27100"));
    HttpResponse<String> foreign = town.submit(other, town.town.signed(town.town.order(1)));
    assertThat(rule(foreign)).isEqualTo("OTHER_ISSUER");
    assertThat(town.submit("x".repeat(600 << 10)).statusCode()).isEqualTo(413);
  }

  @Test
  void theCustodyOfAClipIsHandedOverSignedAndItsHoldIsInIt() throws Exception {
    assertThat(change("PUT", clip("hold"), "{\"caseNumber\":\"R8-17\"}")).isEqualTo(200);
    assertThat(town.json("/v1/orders/" + order.id() + "/clips").at("/0/heldFor").asText())
        .isEqualTo("R8-17");
    assertThat(change("PUT", clip("hold"), "{\"caseNumber\":\"\"}")).isEqualTo(400);
    assertThat(change("PUT", clip("hold"), "x".repeat(5000))).isEqualTo(400);
    assertThat(change("DELETE", clip("hold"), "")).isEqualTo(200);
    Path file = Files.createTempFile("custody", ".jsonl");
    Files.write(file, town.bytesAsIssuer(clip("custody")).body());
    CustodyRecord.Verdict verdict = CustodyRecord.verify(file, Trust.of(town.town.device(1)));
    assertThat(verdict.text()).startsWith("sound: ");
    assertThat(verdict.rows())
        .extracting(CustodyRow::act)
        .startsWith("received", "verified", "delivered")
        .containsSubsequence("held", "released", "exported");
    Files.delete(file);
    assertThat(town.asIssuer("/v1/custody").statusCode()).isEqualTo(403);
    assertThat(town.asIssuer(clip("deletion")).statusCode()).isEqualTo(404);
    HttpClient device = RelayFixture.client(town.town.device(1));
    assertThat(status(device, clip("custody"))).isEqualTo(404);
  }

  private int change(String method, String path, String body) throws Exception {
    HttpRequest request =
        town.request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build();
    return RelayFixture.client(town.town.issuer(TestTown.ISSUER)).send(request, TEXT).statusCode();
  }

  @Test
  void aDeviceGetsTheProofOfItsCommitment() throws Exception {
    Hash root = Hash.over(new byte[] {1});
    IdentityFolder keys = town.town.device(7);
    try (TestClient car = TestClient.connect(town.relay.broker(), keys)) {
      car.publish(Topics.commitments(keys.tls().name()), Json.bytes(Commitment.of(root)));
    }
    HttpClient device = RelayFixture.client(keys);
    String path = "/v1/commitments/" + root;
    await().atMost(Duration.ofSeconds(20)).until(() -> status(device, path) == 200);
    String proof = device.send(town.request(path).build(), TEXT).body();
    Json.read(proof, CommitmentProof.class).verify(root, town.town.root().getPublic());
    assertThat(status(RelayFixture.client(town.town.device(1)), path)).isEqualTo(404);
    assertThat(status(device, "/v1/commitments/nonsense")).isEqualTo(404);
  }

  @Test
  void aDeviceReadsTheLogAndNothingElse() throws Exception {
    HttpClient device = RelayFixture.client(town.town.device(1));
    LogPage page =
        Json.read(device.send(town.request("/v1/log?from=0").build(), TEXT).body(), LogPage.class);
    assertThat(page.checkpoint().verify(town.town.root().getPublic(), town.town.now).checkpoint())
        .satisfies(checkpoint -> assertThat(checkpoint.size()).isEqualTo(page.to()));
    assertThat(page.parts())
        .extracting(LogPart::entry)
        .filteredOn(Objects::nonNull)
        .as("orders as texts, commitments as hashes")
        .isNotEmpty()
        .noneMatch(entry -> entry.contains("commitments"));
    assertThat(status(device, "/v1/orders")).isEqualTo(403);
    assertThat(status(device, "/v1/orders/" + order.id())).isEqualTo(404);
    assertThat(status(device, clip("package"))).isEqualTo(404);
    assertThat(town.submit(device, town.town.signed(town.town.order(1))).statusCode())
        .isEqualTo(403);
    assertThat(town.asIssuer("/v1/log").statusCode()).isEqualTo(403);
  }

  @Test
  void whoseCertificateIsTakenBackIsTurnedAwayAtOnce() throws Exception {
    IdentityFolder taken = town.town.device(4);
    HttpClient device = RelayFixture.client(taken);
    HttpClient other = RelayFixture.client(town.town.device(6));
    assertThat(status(device, "/v1/log?from=0")).isEqualTo(200);
    town.town
        .authority()
        .revoke(
            new IdentityFolder(town.config.keys()).tls().revoked(),
            Pem.certificates(taken.tls().certificates()),
            town.town.now);
    assertThat(status(device, "/v1/log?from=0")).as("the connection stands").isEqualTo(403);
    assertThat(status(device, clip("package"))).isEqualTo(403);
    assertThat(status(other, "/v1/log?from=0")).isEqualTo(200);
  }

  @Test
  void anotherIssuerSeesNothingOfIt() throws Exception {
    HttpClient other = RelayFixture.client(town.town.issuer("27100"));
    assertThat(other.send(town.request("/v1/orders").build(), TEXT).body()).isEqualTo("[]");
    assertThat(status(other, "/v1/orders/" + order.id() + "/clips")).isEqualTo(404);
    assertThat(status(other, clip("view.mp4"))).isEqualTo(404);
  }

  @Test
  void wrongPathsAndMethodsAreProblemsWithSafeHeaders() throws Exception {
    HttpResponse<String> unknown = town.asIssuer("/v1/nothing");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(unknown.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(unknown.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'self'");
    HttpClient issuer = RelayFixture.client(town.town.issuer(TestTown.ISSUER));
    HttpResponse<String> wrong =
        issuer.send(town.request("/v1/orders/" + order.id()).DELETE().build(), TEXT);
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).hasValue("GET");
  }

  @Test
  void theConsoleReadsByItsCookieAndOrdersNothing() throws Exception {
    URI link = Objects.requireNonNull(town.relay().console());
    HttpClient stranger = HttpClient.newHttpClient();
    Path file = town.config.data().resolve("console.url").toAbsolutePath();
    assertThat(get(stranger, link.resolve("/")).statusCode()).isEqualTo(401);
    assertThat(get(stranger, link.resolve("/")).body()).contains("open the link in " + file);
    assertThat(get(stranger, link.resolve("/v1/orders")).statusCode()).isEqualTo(401);

    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    assertThat(get(browser, link).body()).contains("映像注文");
    assertThat(get(browser, link.resolve("/console.js")).statusCode()).isEqualTo(200);
    assertThat(get(browser, link.resolve("/v1/orders")).body()).contains(order.id());
    assertThat(get(browser, link.resolve(clip("view.mp4"))).statusCode()).isEqualTo(200);
    assertThat(get(stranger, link).statusCode()).isEqualTo(401);
    HttpRequest post =
        HttpRequest.newBuilder(link.resolve("/v1/orders"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(browser.send(post, TEXT).statusCode()).isEqualTo(405);
  }

  @Test
  void theConsolesLinkStandsInAFileAndIsRenewedWhenItIsUsed() throws Exception {
    Path file = town.config.data().resolve("console.url");
    HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    URI first = URI.create(Files.readString(file).strip());
    assertThat(get(browser, first).statusCode()).isEqualTo(200);
    URI second = URI.create(Files.readString(file).strip());
    assertThat(second).isNotEqualTo(first);
    assertThat(get(HttpClient.newHttpClient(), first).statusCode()).isEqualTo(401);
    assertThat(get(HttpClient.newHttpClient(), second).statusCode()).isEqualTo(303);
  }

  @Test
  void whatIsNotTheOrderedClipIsQuarantinedAndAnotherIsAskedFor() throws Exception {
    VideoOrder one = town.ordered(1);
    RelayFixture.Footage bad = town.granted(one, 2);
    bad.zip()[bad.zip().length / 2] ^= 1;
    upload(bad);
    await()
        .untilAsserted(
            () ->
                assertThat(town.json("/v1/orders/" + one.id()).at("/clips/quarantined").asInt())
                    .isEqualTo(1));
    assertThat(town.asIssuer("/v1/orders/" + one.id() + "/clips").body()).contains("at fragment 3");
    upload(town.granted(one, 3));
    town.awaitDelivered(one, 1);
  }

  @Test
  void devicesHearOfOrdersAndIssuersOfStepsOverTheBroker() throws Exception {
    try (TestClient device = TestClient.connect(town.relay().broker(), town.town.device(5));
        TestClient issuer =
            TestClient.connect(town.relay().broker(), town.town.issuer(TestTown.ISSUER))) {
      String log = Topics.log(TestTown.REGION);
      String events = Topics.events(TestTown.ISSUER);
      device.subscribe(log);
      issuer.subscribe(events);
      String text = town.town.signed(town.town.order(1));
      town.submit(text);
      await()
          .untilAsserted(
              () ->
                  assertThat(device.texts(log))
                      .flatMap(
                          page ->
                              Json.read(page, LogPage.class).parts().stream()
                                  .map(LogPart::entry)
                                  .toList())
                      .contains(text));
      await().untilAsserted(() -> assertThat(issuer.texts(events)).isNotEmpty());
    }
  }

  private void upload(RelayFixture.Footage from) throws Exception {
    HttpClient device = RelayFixture.client(from.device());
    String id =
        Base64.getEncoder().encodeToString(from.offer().offerId().getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(town.uploads())
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", "" + from.zip().length)
            .header("Upload-Metadata", "offer " + id)
            .header("Content-Type", "application/offset+octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(from.zip()))
            .build();
    assertThat(device.send(request, TEXT).statusCode()).isEqualTo(201);
  }

  private byte[] original() throws Exception {
    Path file =
        town.config.data().resolve("vault/delivered").resolve(footage.offer().offerId() + ".zip");
    try (EvidencePackage opened = EvidencePackage.open(file)) {
      return Arrays.copyOfRange(
          Files.readAllBytes(file),
          EvidencePackage.CLIP_OFFSET,
          (int) (EvidencePackage.CLIP_OFFSET + opened.clipLength()));
    }
  }

  private List<String> events(String last, int count) throws Exception {
    HttpClient issuer = RelayFixture.client(town.town.issuer(TestTown.ISSUER));
    HttpRequest request =
        town.request("/v1/orders/" + order.id() + "/events")
            .header("Last-Event-ID", last)
            .timeout(Duration.ofSeconds(20))
            .build();
    List<String> lines = new ArrayList<>();
    HttpResponse<InputStream> response =
        issuer.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      while (lines.size() < count) {
        String line = reader.readLine();
        if (!line.isEmpty() && !line.startsWith(":")) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private static String step(String line) {
    return Json.read(line.substring("data: ".length()), JsonNode.class).get("step").asText();
  }

  private void refused(String text, int status, String rule) throws Exception {
    HttpResponse<String> response = town.submit(text);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(rule(response)).isEqualTo(rule);
  }

  private static String rule(HttpResponse<String> response) {
    return Json.read(response.body(), JsonNode.class).get("rule").asText();
  }

  private String clip(String what) {
    return "/v1/clips/" + footage.offer().offerId() + "/" + what;
  }

  private int status(HttpClient client, String path) throws Exception {
    return client.send(town.request(path).build(), TEXT).statusCode();
  }

  private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), TEXT);
  }
}
