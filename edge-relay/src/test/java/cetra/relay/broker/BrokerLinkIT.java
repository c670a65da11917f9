package cetra.relay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.relay.TestClient;
import cetra.relay.TestTown;
import cetra.wire.key.TlsIdentity;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.BrokerSession;
import cetra.wire.link.Outbox;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerLinkIT {
  private static final Duration LONG = Duration.ofSeconds(40);
  private static final String LOG = Topics.log(TestTown.REGION);
  private static final String OFFERS = Topics.offers(TestTown.deviceName(1));

  @Test
  void whatWasPublishedWhileTheBrokerWasAwayArrives(@TempDir Path folder) throws Exception {
    TestTown town = new TestTown(folder);
    TlsIdentity identity = town.relay().tls();
    List<String> inbox = new CopyOnWriteArrayList<>();
    Broker first = MosquittoBroker.start(folder.resolve("broker"), identity, "127.0.0.1", 0);
    URI address = first.address();
    try (Database database = Database.open(folder.resolve("o.db"), List.of(Outbox.TABLE))) {
      Outbox outbox = new Outbox(database);
      try (BrokerSession link =
          new BrokerSession(
              new BrokerAddress(address, identity.name(), identity.context(), LONG),
              List.of(Topics.fromAllDevices()),
              outbox,
              (topic, m) -> inbox.add(topic),
              Clock.systemUTC())) {
        assertThat(link.awaitConnected(LONG)).isTrue();
        first.close();
        IntStream.range(0, 60).forEach(i -> outbox.add(LOG, octets("entry " + i), inAnHour(town)));
        outbox.add(LOG, octets("too late"), town.now.minusSeconds(1));
        arriveOnceItIsBack(folder, town, identity, address, outbox, inbox);
      }
    }
  }

  private static void arriveOnceItIsBack(
      Path folder,
      TestTown town,
      TlsIdentity identity,
      URI address,
      Outbox outbox,
      List<String> inbox)
      throws Exception {
    try (Broker second =
            MosquittoBroker.start(
                folder.resolve("broker"), identity, "127.0.0.1", address.getPort());
        TestClient device = TestClient.connect(second.address(), town.device(1))) {
      device.subscribe(LOG);
      await().atMost(LONG).untilAsserted(() -> assertThat(outbox.waiting()).isZero());
      outbox.add(LOG, octets("last"), inAnHour(town));
      await().atMost(LONG).untilAsserted(() -> assertThat(device.texts(LOG)).contains("last"));
      assertThat(device.texts(LOG)).doesNotContain("too late");

      device.publish(OFFERS, "fits");
      await().untilAsserted(() -> assertThat(inbox).containsExactly(OFFERS));
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Instant inAnHour(TestTown town) {
    return town.now.plus(Duration.ofHours(1));
  }
}
