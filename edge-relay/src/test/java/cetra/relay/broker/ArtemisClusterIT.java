package cetra.relay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.relay.Relay;
import cetra.relay.RelayConfig;
import cetra.relay.RelayFixture;
import cetra.relay.TestClient;
import cetra.relay.TestTown;
import cetra.wire.broker.ArtemisConf;
import cetra.wire.key.IdentityFolder;
import cetra.wire.log.LogPage;
import cetra.wire.log.LogPart;
import cetra.wire.message.Grant;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
import cetra.wire.message.Topics;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one cluster: the relay is at one, the car is at the other. */
final class ArtemisClusterIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String CAR = TestTown.deviceName(1);
  private static final String LOG = Topics.log(TestTown.REGION);

  @TempDir Path folder;
  private TestTown town;
  private IdentityFolder keys;
  private Broker relays;
  private Broker cars;

  @BeforeEach
  void start() throws Exception {
    town = new TestTown(folder);
    keys = town.relay();
    ArtemisConf.Node one = node();
    ArtemisConf.Node two = node();
    relays = ArtemisBroker.start(folder.resolve("1"), keys.tls(), one, List.of(two), "secret");
    cars = ArtemisBroker.start(folder.resolve("2"), keys.tls(), two, List.of(one), "secret");
  }

  @AfterEach
  void stop() {
    cars.close();
    relays.close();
  }

  @Test
  void ordersOffersAndGrantsFlowFromNodeToNode() throws Exception {
    RelayConfig config = town.config(relays.address().toString());
    try (TestClient car = TestClient.connect(cars.address(), town.device(1))) {
      car.subscribe(LOG);
      car.subscribe(Topics.grants(CAR));
      VideoOrder order = town.order(2);
      Offer second = town.offer(order);
      try (Relay relay = Relay.start(config, Clock.systemUTC())) {
        awaitBothWays(car);
        submit(relay, order);
        awaitOrder(car, order);
        Offer first = town.offer(order);
        car.publish(Topics.offers(CAR), Json.bytes(first));
        awaitGrant(car, first);
      }
      // the relay is away, and its node keeps what comes for it from the other
      car.publish(Topics.offers(CAR), Json.bytes(second));
      try (Relay back = Relay.start(config, Clock.systemUTC())) {
        assertThat(back.broker()).isEqualTo(relays.address());
        awaitGrant(car, second);
      }
    }
  }

  /** A cluster forms while its nodes already serve; both must have heard of the subscriptions. */
  private void awaitBothWays(TestClient car) throws Exception {
    try (TestClient probe = TestClient.connect(relays.address(), keys, TestTown.RELAY + "/probe")) {
      probe.subscribe(Topics.fromAllDevices());
      await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                probe.publish(LOG, "probe");
                car.publish(Topics.status(CAR), "probe");
                assertThat(car.texts(LOG)).contains("probe");
                assertThat(probe.texts(Topics.status(CAR))).contains("probe");
              });
    }
  }

  private void submit(Relay relay, VideoOrder order) throws Exception {
    try (HttpClient issuer = RelayFixture.client(town.issuer(TestTown.ISSUER))) {
      HttpRequest request =
          HttpRequest.newBuilder(relay.api().resolve("/v1/orders"))
              .POST(HttpRequest.BodyPublishers.ofString(town.signed(order)))
              .build();
      assertThat(issuer.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(202);
    }
  }

  private static void awaitOrder(TestClient car, VideoOrder order) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(car.texts(LOG))
                    .filteredOn(text -> !text.equals("probe"))
                    .flatMap(
                        text ->
                            Json.read(text, LogPage.class).parts().stream()
                                .map(LogPart::entry)
                                .toList())
                    .anyMatch(text -> SignedOrder.read(text).unverified().id().equals(order.id())));
  }

  private static void awaitGrant(TestClient car, Offer offer) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(car.texts(Topics.grants(CAR)))
                    .map(text -> Json.read(text, Grant.class))
                    .anyMatch(g -> g.upload() && g.offerId().equals(offer.offerId())));
  }

  private static ArtemisConf.Node node() throws Exception {
    return new ArtemisConf.Node(
        "127.0.0.1", BrokerFolder.port("127.0.0.1", 0), BrokerFolder.port("127.0.0.1", 0));
  }
}
