package cetra.relay.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.relay.RelayFixture;
import cetra.relay.TestTown;
import cetra.wire.hash.Hash;
import cetra.wire.order.VideoOrder;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class UploadIT {
  private RelayFixture town;
  private VideoOrder order;
  private RelayFixture.Footage footage;
  private Tus tus;
  private byte[] zip;
  private int half;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    town = new RelayFixture(folder, "mosquitto");
  }

  @AfterAll
  void end() {
    town.close();
  }

  @BeforeEach
  void footageOfCarOneIsGranted() throws Exception {
    order = town.ordered(1);
    footage = town.granted(order, 1);
    tus = new Tus(town, footage);
    zip = footage.zip();
    half = zip.length / 2;
  }

  @Test
  void aClipInTwoPiecesIsDeliveredAsItWasSent() throws Exception {
    assertThat(tus.create(zip.length).headers().firstValue("Location"))
        .hasValue("/v1/uploads/" + footage.offer().offerId());
    assertThat(tus.patch(0, first()).headers().firstValue("Upload-Offset")).hasValue("" + half);
    assertThat(tus.patch(half, second()).statusCode()).isEqualTo(204);
    delivered();
    assertThat(tus.head().headers().firstValue("Upload-Offset")).hasValue("" + zip.length);
  }

  @Test
  void whatCameBeforeTheConnectionWasCutIsKept() throws Exception {
    tus.create(zip.length);
    try (SSLSocket socket = halfOpen(zip.length)) {
      await().untilAsserted(() -> assertThat(Files.size(part())).isEqualTo(half));
      assertThat(socket.isClosed()).isFalse();
    }
    long offset = offset();
    assertThat(offset).isEqualTo(half);
    assertThat(tus.patch(offset, from(offset)).statusCode()).isEqualTo(204);
    delivered();
  }

  @Test
  void aNewerRequestEvictsOneThatHangsHalfOpen() throws Exception {
    tus.create(zip.length);
    try (SSLSocket hanging = halfOpen(zip.length)) {
      await().untilAsserted(() -> assertThat(Files.size(part())).isEqualTo(half));
      assertThat(offset()).isEqualTo(half);
      assertThat(tus.patch(half, second()).statusCode()).isEqualTo(204);
      assertThat(hanging.isConnected()).isTrue();
    }
    delivered();
  }

  @Test
  void aRelayThatWasRestartedGoesOnWhereItWas() throws Exception {
    tus.create(zip.length);
    try (SSLSocket ignored = halfOpen(zip.length)) {
      assertThat(ignored.isConnected()).isTrue();
      await().untilAsserted(() -> assertThat(Files.size(part())).isEqualTo(half));
      town.restart();
    }
    assertThat(offset()).isEqualTo(half);
    tus.patch(half, second());
    delivered();
  }

  @Test
  void aFileThatIsWholeButWasNotCommittedIsCompletedByAsking() throws Exception {
    tus.create(zip.length);
    tus.patch(0, first());
    Files.write(part(), zip);
    assertThat(offset()).isEqualTo(zip.length);
    delivered();
  }

  @Test
  void aFileThatIsWholeButWasNotCommittedIsCompletedByCreatingAgain() throws Exception {
    tus.create(zip.length);
    tus.patch(0, first());
    Files.write(part(), zip);
    assertThat(tus.create(zip.length).headers().firstValue("Upload-Offset"))
        .hasValue("" + zip.length);
    delivered();
  }

  @Test
  void aBodyThatStallsIsCutAndWhatCameIsKept() throws Exception {
    tus.create(zip.length);
    try (SSLSocket stalled = halfOpen(zip.length)) {
      String answer =
          new String(stalled.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answer).startsWith("HTTP/1.1 408");
    }
    assertThat(offset()).isEqualTo(half);
  }

  @Test
  void creatingAgainFindsTheSameUpload() throws Exception {
    tus.create(zip.length);
    tus.patch(0, first());
    HttpResponse<String> again = tus.create(zip.length);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.headers().firstValue("Location"))
        .hasValue("/v1/uploads/" + footage.offer().offerId());
    assertThat(offset()).isEqualTo(half);
  }

  @Test
  void anotherLengthBeginsAnew() throws Exception {
    tus.create(zip.length + 5L);
    tus.patch(0, first());
    tus.create(zip.length);
    assertThat(offset()).isZero();
  }

  @Test
  void creationMayCarryTheWholeUpload() throws Exception {
    HttpResponse<String> created = tus.createWith(zip.length, zip);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Upload-Offset")).hasValue("" + zip.length);
    delivered();
  }

  @Test
  void theTusClientOfTheDevicesUploadsByOverride() throws Exception {
    TusUpload upload = new TusUpload();
    upload.setInputStream(new ByteArrayInputStream(zip));
    upload.setSize(zip.length);
    upload.setMetadata(Map.of("offer", footage.offer().offerId()));
    TusUploader uploader = client().createUpload(upload);
    uploader.setChunkSize(8192);
    uploader.setRequestPayloadSize(32768);
    while (uploader.uploadChunk() > -1) {
      assertThat(uploader.getOffset()).isLessThanOrEqualTo(zip.length);
    }
    uploader.finish();
    delivered();
    assertThat(tus.overridden(zip.length, new byte[0]).statusCode()).isEqualTo(204);
  }

  @Test
  void aWrongOffsetIsRefusedAndTheRightOneTold() throws Exception {
    tus.create(zip.length);
    tus.patch(0, first());
    HttpResponse<String> wrong = tus.patch(half - 1, second());
    assertThat(wrong.statusCode()).isEqualTo(409);
    assertThat(wrong.headers().firstValue("Upload-Offset")).hasValue("" + half);
  }

  @Test
  void aChunkWithAWrongChecksumIsDropped() throws Exception {
    tus.create(zip.length);
    assertThat(tus.patch(0, first(), "Upload-Checksum", checksum(second())).statusCode())
        .isEqualTo(460);
    assertThat(offset()).isZero();
    assertThat(tus.patch(0, first(), "Upload-Checksum", checksum(first())).statusCode())
        .isEqualTo(204);
    assertThat(tus.patch(half, second(), "Upload-Checksum", "md5 aGVsbG8=").statusCode())
        .isEqualTo(400);
  }

  @Test
  void nothingGrowsBeyondTheLengthOrTheLimit() throws Exception {
    assertThat(tus.create((long) town.config.maxUploadMegabytes() << 21).statusCode())
        .isEqualTo(413);
    tus.create(half);
    assertThat(tus.patch(0, zip).statusCode()).isEqualTo(413);
    assertThat(offset()).isZero();
  }

  @Test
  void oneDeviceDoesNotFillTheDisk() throws Exception {
    long most = town.config.deviceMegabytes() << 20;
    long large = (long) town.config.maxUploadMegabytes() << 20;
    assertThat(tus.create(large).statusCode()).isEqualTo(201);
    Tus second = new Tus(town, town.granted(town.ordered(1), 1));
    assertThat(large * 2).isGreaterThan(most);
    HttpResponse<String> refused = second.create(large);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("may take " + most);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    Tus other = new Tus(town, town.granted(town.ordered(1), 2));
    assertThat(other.create(large).statusCode()).isEqualTo(201);
    tus.delete();
    assertThat(second.create(large).statusCode()).isEqualTo(201);
    second.delete();
  }

  @Test
  void aForeignDeviceAnIssuerAndAnUnknownOfferAreRefused() throws Exception {
    HttpClient other = RelayFixture.client(town.town.device(2));
    HttpClient issuer = RelayFixture.client(town.town.issuer(TestTown.ISSUER));
    String offerId = footage.offer().offerId();
    assertThat(new Tus(town, other, offerId).create(10).statusCode()).isEqualTo(403);
    assertThat(new Tus(town, other, offerId).head().statusCode()).isEqualTo(403);
    assertThat(new Tus(town, issuer, offerId).create(10).statusCode()).isEqualTo(403);
    assertThat(new Tus(town, other, TestTown.newOfferId()).create(10).statusCode()).isEqualTo(404);
    assertThat(tus.head().statusCode()).isEqualTo(404);
  }

  @Test
  void aWithdrawnUploadIsGone() throws Exception {
    tus.create(zip.length);
    tus.patch(0, first());
    assertThat(tus.delete().statusCode()).isEqualTo(204);
    assertThat(tus.head().statusCode()).isEqualTo(410);
    assertThat(part()).doesNotExist();
  }

  private void delivered() throws Exception {
    town.awaitDelivered(order, 1);
    byte[] got = town.bytesAsIssuer("/v1/clips/" + footage.offer().offerId() + "/package").body();
    assertThat(Arrays.equals(got, zip)).isTrue();
  }

  private Path part() {
    return town.config
        .data()
        .resolve("vault/incoming")
        .resolve(footage.offer().offerId() + ".part");
  }

  private long offset() throws Exception {
    return tus.head().headers().firstValueAsLong("Upload-Offset").orElse(-1);
  }

  private byte[] first() {
    return Arrays.copyOf(zip, half);
  }

  private byte[] second() {
    return from(half);
  }

  private byte[] from(long offset) {
    return Arrays.copyOfRange(zip, (int) offset, zip.length);
  }

  private static String checksum(byte[] bytes) {
    return "sha256 " + Base64.getEncoder().encodeToString(Hash.over(bytes).bytes());
  }

  /** A request that announces a whole upload, sends half of it, and hangs. */
  private SSLSocket halfOpen(int announced) throws IOException {
    SSLContext context = footage.device().tls().context();
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket("127.0.0.1", town.relay().api().getPort());
    OutputStream out = socket.getOutputStream();
    String head =
        """
        PATCH /v1/uploads/%s HTTP/1.1
        Host: 127.0.0.1
        Tus-Resumable: 1.0.0
        Content-Type: application/offset+octet-stream
        Upload-Offset: 0
        Content-Length: %d

        """
            .formatted(footage.offer().offerId(), announced);
    out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(first());
    out.flush();
    return socket;
  }

  private TusClient client() throws IOException {
    SSLContext context = footage.device().tls().context();
    TusClient client =
        new TusClient() {
          @Override
          public void prepareConnection(HttpURLConnection connection) {
            super.prepareConnection(connection);
            ((HttpsURLConnection) connection).setSSLSocketFactory(context.getSocketFactory());
          }
        };
    client.setUploadCreationURL(town.uploads().toURL());
    return client;
  }
}
