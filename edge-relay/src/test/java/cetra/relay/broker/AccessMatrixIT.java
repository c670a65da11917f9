package cetra.relay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.relay.SeverableSockets;
import cetra.relay.TestClient;
import cetra.relay.TestTown;
import cetra.wire.key.IdentityFolder;
import cetra.wire.message.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who can say and hear what on each broker, by what is delivered and never by an acknowledgement.
 * What is expected is written by hand from the table of the topic tree.
 */
final class AccessMatrixIT {
  private static final String VICTIM = TestTown.deviceName(1);
  private static final String DEVICE = TestTown.deviceName(2);
  private static final String ISSUER = TestTown.ISSUER;
  private static final String OTHER_ISSUER = "99999";
  private static final String LOG = Topics.log(TestTown.REGION);
  private static final String FENCE = Topics.events("fence");

  private static final List<String> TOPICS =
      List.of(
          LOG,
          Topics.offers(VICTIM),
          Topics.offers(DEVICE),
          Topics.status(DEVICE),
          Topics.commitments(DEVICE),
          Topics.deviceAnswers(DEVICE),
          Topics.grants(VICTIM),
          Topics.requests(DEVICE),
          Topics.orders(ISSUER),
          Topics.orders(OTHER_ISSUER),
          Topics.events(ISSUER),
          Topics.orderAnswers(OTHER_ISSUER),
          "cetra/1/else",
          "elsewhere");

  private static final Map<String, Set<String>> MAY_SAY =
      Map.of(
          DEVICE,
          Set.of(
              Topics.offers(DEVICE),
              Topics.status(DEVICE),
              Topics.commitments(DEVICE),
              Topics.deviceAnswers(DEVICE)),
          ISSUER,
          Set.of(Topics.orders(ISSUER)),
          TestTown.RELAY,
          Set.of(
              LOG,
              Topics.grants(VICTIM),
              Topics.requests(DEVICE),
              Topics.events(ISSUER),
              Topics.orderAnswers(OTHER_ISSUER)));

  private static final List<String> FILTERS =
      List.of(
          "#",
          "+/#",
          "cetra/1/#",
          "cetra/+/device/+/down/+",
          "$SYS/#",
          "$share/g/#",
          "$share/g/cetra/1/#",
          "$share/g/" + Topics.grants(VICTIM),
          Topics.grants(VICTIM),
          Topics.orderAnswers(OTHER_ISSUER));

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  @Execution(ExecutionMode.CONCURRENT)
  void nobodySaysMoreThanTheTreeAllows(BrokerKind kind) throws Exception {
    TestTown town = new TestTown(folder);
    IdentityFolder watching = town.client(BrokerKind.WATCHER, "relay");
    try (Broker broker = kind.start(folder.resolve("broker"), town.relay().tls());
        TestClient watch = TestClient.connect(broker.address(), watching)) {
      watch.subscribe("cetra/1/#");
      watch.subscribe("elsewhere");
      List<IdentityFolder> all = List.of(town.device(2), town.issuer(ISSUER), town.relay());
      sayAll(kind, broker, all, watch);
      fence(broker, town, watch);
      await().untilAsserted(() -> MAY_SAY.keySet().forEach(name -> hears(watch, name, kind)));
      try (TestClient late = TestClient.connect(broker.address(), watching)) {
        late.subscribe("cetra/1/#");
        fence(broker, town, late);
        assertThat(late.messages()).extracting(TestClient.Message::topic).containsOnly(FENCE);
      }
      // a will comes when the broker has seen its client go
      MAY_SAY.keySet().forEach(name -> hears(watch, name, kind));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Execution(ExecutionMode.CONCURRENT)
  void nobodyHearsMoreThanTheTreeAllows(BrokerKind kind) throws Exception {
    TestTown town = new TestTown(folder);
    try (Broker broker = kind.start(folder.resolve("broker"), town.relay().tls());
        TestClient relay = TestClient.connect(broker.address(), town.relay());
        TestClient victim = TestClient.connect(broker.address(), town.device(1))) {
      victim.subscribe(Topics.grants(VICTIM));
      int grants = 0;
      for (IdentityFolder spy : List.of(town.device(2), town.issuer(ISSUER))) {
        for (String filter : FILTERS) {
          try (TestClient client = TestClient.connect(broker.address(), spy)) {
            client.subscribe(filter);
            String own = own(spy);
            client.subscribe(own);
            say(relay, ++grants);
            await()
                .untilAsserted(
                    () -> assertThat(!client.connected() || !client.texts(own).isEmpty()).isTrue());
            assertThat(client.messages())
                .as("%s of %s", filter, spy.tls().name())
                .extracting(TestClient.Message::topic)
                .isSubsetOf(mayHear(kind, spy));
          }
        }
      }
      int all = grants;
      await().untilAsserted(() -> assertThat(victim.texts(Topics.grants(VICTIM))).hasSize(all));
    }
  }

  /** The last is what every spy may hear, so that all before it has been delivered by then. */
  private static void say(TestClient relay, int number) {
    relay.publish(Topics.grants(VICTIM), "secret " + number);
    relay.publish(Topics.orderAnswers(OTHER_ISSUER), "secret");
    relay.publish(LOG, "entry");
    relay.publish(Topics.grants(DEVICE), "own");
    relay.publish(Topics.events(ISSUER), "own");
  }

  private static String own(IdentityFolder spy) throws IOException {
    return spy.tls().name().equals(ISSUER) ? Topics.events(ISSUER) : Topics.grants(DEVICE);
  }

  /** Mosquitto's patterns hold for all certificates, so issuers may read what all devices may. */
  private static Set<String> mayHear(BrokerKind kind, IdentityFolder spy) throws IOException {
    if (spy.tls().name().equals(DEVICE)) {
      return Set.of(LOG, Topics.grants(DEVICE));
    }
    return kind == BrokerKind.MOSQUITTO
        ? Set.of(LOG, Topics.events(ISSUER))
        : Set.of(Topics.events(ISSUER));
  }

  /** Each on a connection of its own, for it may be cut; kept is no more than what may be said. */
  private static void say(BrokerKind kind, Broker broker, IdentityFolder who, TestClient watch)
      throws IOException, MqttException {
    String name = who.tls().name();
    for (String topic : TOPICS) {
      try (TestClient client = TestClient.connect(broker.address(), who)) {
        client.publish(topic, name + " says");
      }
      will(broker, who, topic, false, name + " wills");
      if (MAY_SAY.getOrDefault(name, Set.of()).contains(topic) && kind != BrokerKind.ARTEMIS) {
        await().untilAsserted(() -> assertThat(heard(watch, name)).contains(topic + " wills"));
        try (TestClient client = TestClient.connect(broker.address(), who)) {
          client.retain(topic, "kept");
        }
        will(broker, who, topic, true, "kept");
      }
    }
  }

  /** At once: nearly all of the time is spent waiting for connections to come and go. */
  private static void sayAll(
      BrokerKind kind, Broker broker, List<IdentityFolder> all, TestClient watch)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> each = new ArrayList<>();
      for (IdentityFolder who : all) {
        each.add(
            () -> {
              say(kind, broker, who, watch);
              return null;
            });
      }
      for (Future<Void> said : threads.invokeAll(each)) {
        said.get();
      }
    }
  }

  private static void will(
      Broker broker, IdentityFolder who, String topic, boolean kept, String text)
      throws IOException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    SeverableSockets road = new SeverableSockets(who.tls().context().getSocketFactory());
    options.setSocketFactory(road);
    MqttMessage will = new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, kept, null);
    options.setWill(topic, will);
    try (TestClient client = TestClient.connect(broker.address(), options, who.tls().name())) {
      assertThat(client.messages()).isEmpty();
      road.sever(); // a client that says farewell has no will
    } catch (MqttException refused) {
      // delivery is what the test looks at
    }
  }

  private static Set<String> heard(TestClient watch, String name) {
    Set<String> heard = new TreeSet<>();
    watch.messages().stream()
        .filter(message -> message.text().startsWith(name))
        .forEach(message -> heard.add(message.topic() + message.text().substring(name.length())));
    return heard;
  }

  /**
   * All that somebody may say, and nothing else. Artemis asks who a client is when its road has
   * ended, when it has no certificate any more: it may lose a will.
   */
  private static void hears(TestClient watch, String name, BrokerKind kind) {
    Set<String> may = new TreeSet<>();
    for (String topic : MAY_SAY.getOrDefault(name, Set.of())) {
      assertThat(heard(watch, name)).contains(topic + " says");
      may.add(topic + " says");
      may.add(topic + " wills");
    }
    assertThat(heard(watch, name)).isSubsetOf(may);
    if (kind != BrokerKind.ARTEMIS) {
      assertThat(heard(watch, name)).isEqualTo(may);
    }
  }

  private static void fence(Broker broker, TestTown town, TestClient watch) throws Exception {
    int before = watch.texts(FENCE).size();
    try (TestClient relay = TestClient.connect(broker.address(), town.relay())) {
      relay.publish(FENCE, "all that was said before has been delivered");
      await().untilAsserted(() -> assertThat(watch.texts(FENCE).size()).isGreaterThan(before));
    }
  }
}
