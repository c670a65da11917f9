package cetra.relay.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.relay.RelayFixture;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that bears one upload, and two cars that want it. */
@SuppressWarnings("NullAway.Init")
final class TurnIT {
  private static final int SOME = 40_000;
  private RelayFixture town;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    town = new RelayFixture(folder, "mosquitto", 1, 1);
  }

  @AfterEach
  void end() {
    town.close();
  }

  @Test
  void aLifeGoesFirstAndWhatHadComeIsKept() throws Exception {
    VideoOrder routine = town.ordered(1);
    RelayFixture.Footage slow = town.granted(routine, 1);
    Tus first = new Tus(town, slow);
    int half = slow.zip().length / 2;
    first.create(slow.zip().length);
    HttpResponse<String> begun = first.patch(0, Arrays.copyOf(slow.zip(), half));
    assertThat(begun.headers().firstValue("Cetra-Lease")).hasValue("seconds=120");

    VideoOrder life = town.ordered(life());
    RelayFixture.Footage urgent = town.granted(life, 2);
    byte[] rest = Arrays.copyOfRange(slow.zip(), half, slow.zip().length);
    HttpResponse<String> refused = first.patch(half, rest);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(first.head().statusCode()).isEqualTo(503);

    Tus second = new Tus(town, urgent);
    second.create(urgent.zip().length);
    assertThat(second.patch(0, urgent.zip()).statusCode()).isEqualTo(204);
    town.awaitDelivered(life, 1);

    await().untilAsserted(() -> assertThat(first.head().statusCode()).isEqualTo(200));
    assertThat(first.head().headers().firstValue("Upload-Offset")).hasValue("" + half);
    assertThat(first.patch(half, rest).statusCode()).isEqualTo(204);
    town.awaitDelivered(routine, 1);
    assertThat(town.bytesAsIssuer("/v1/clips/" + slow.offer().offerId() + "/package").body())
        .isEqualTo(slow.zip());
  }

  @Test
  void anUploadUnderWayEndsWhereItStands() throws Exception {
    RelayFixture.Footage slow = town.granted(town.ordered(1), 1);
    byte[] zip = slow.zip();
    Tus first = new Tus(town, slow);
    first.create(zip.length);
    CompletableFuture<HttpResponse<String>> answer;
    try (PipedOutputStream body = new PipedOutputStream()) {
      answer = first.dribble(0, new PipedInputStream(body));
      body.write(zip, 0, SOME);
      body.flush();
      town.granted(town.ordered(life()), 2);
      body.write(zip, SOME, SOME); // the relay looks when something comes
    } // and this client at the answer when it has said all
    assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    assertThat(answer.get().headers().firstValue("Upload-Offset")).isPresent();
  }

  private VideoOrder life() throws Exception {
    return town.town.order(1, Urgency.LIFE, town.town.now.plus(Duration.ofHours(1)));
  }
}
