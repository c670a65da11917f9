package cetra.wire.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.wire.key.Authority;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.BrokerSession;
import cetra.wire.link.Outbox;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A town's broker and the cloud's, as the configurations of this module make them. */
@Timeout(180)
final class MosquittoBridgeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String RELAY = "relay00000000001";
  private static final String ISSUER = "14366";

  @TempDir Path folder;

  /** Somebody at a broker, who hears on one topic and speaks on another. */
  private static final class Person implements AutoCloseable {
    final Set<String> heard = new ConcurrentSkipListSet<>();
    private final String says;
    private final Database database;
    private final Outbox outbox;
    private final BrokerSession session;

    Person(Path file, BrokerAddress at, String hears, String says) throws Exception {
      this.says = says;
      this.database = Database.open(file, List.of(Outbox.TABLE));
      this.outbox = new Outbox(database);
      this.session =
          new BrokerSession(
              at,
              List.of(hears),
              outbox,
              (topic, text) -> heard.add(new String(text, StandardCharsets.UTF_8)),
              Clock.systemUTC());
      assertThat(session.awaitConnected(PATIENCE)).isTrue();
    }

    void say(String text) {
      outbox.add(
          says, text.getBytes(StandardCharsets.UTF_8), Instant.now().plus(Duration.ofDays(1)));
    }

    void awaitHeard(String... texts) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly(texts));
    }

    @Override
    public void close() {
      session.close();
      database.close();
    }
  }

  @Test
  void ordersComeInAndEventsGoOut() throws Exception {
    Authority authority = Authority.create("operator", Instant.now());
    try (MosquittoSite cloud =
            new MosquittoSite(folder.resolve("cloud"), authority, "cloud00000000001", "");
        MosquittoSite town =
            new MosquittoSite(folder.resolve("town"), authority, RELAY, cloud.bridge());
        Person issuer =
            new Person(
                folder.resolve("issuer.db"),
                cloud.address(ISSUER, "issuer"),
                Topics.events(ISSUER),
                Topics.orders(ISSUER));
        Person relay =
            new Person(
                folder.resolve("relay.db"),
                town.address(RELAY, "relay"),
                Topics.ordersOfAllIssuers(),
                Topics.events(ISSUER))) {
      relay.say("event 1");
      issuer.awaitHeard("event 1");
      issuer.say("order 1");
      relay.awaitHeard("order 1");

      cloud.stop();
      relay.say("event 2");
      issuer.say("order 2");
      cloud.start();
      issuer.awaitHeard("event 1", "event 2");
      relay.awaitHeard("order 1", "order 2");
    }
  }
}
