package cetra.wire.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's mosquitto, with TLS of both sides and our access list. */
@Timeout(120)
final class BrokerSessionIT {
  private static final String CAR = "car0000000000001";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Mosquitto broker;
  private Database database;
  private Outbox outbox;
  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    broker = new Mosquitto(folder);
    database = Database.open(folder.resolve("car.sqlite"), List.of(Outbox.TABLE));
    outbox = new Outbox(database);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    broker.close();
    database.close();
  }

  /** Hears what is said on its filters. */
  private static final class Ear implements BrokerSession.Listener {
    final Set<String> heard = new ConcurrentSkipListSet<>();
    final AtomicInteger connections = new AtomicInteger();

    @Override
    public void connected() {
      connections.incrementAndGet();
    }

    @Override
    public void received(String topic, byte[] payload) {
      String text = new String(payload, StandardCharsets.UTF_8);
      if (text.equals("unreadable")) {
        throw new IllegalArgumentException("a message that nobody understands");
      }
      heard.add(text);
    }
  }

  private Ear relay() throws IOException {
    Database own = Database.open(folder.resolve("relay.sqlite"), List.of(Outbox.TABLE));
    open.add(own);
    Ear ear = new Ear();
    List<String> filters = List.of(Topics.fromAllDevices());
    open.add(
        new BrokerSession(
            broker.address(Mosquitto.RELAY, "relay"), filters, new Outbox(own), ear, utc()));
    await().atMost(PATIENCE).until(() -> ear.connections.get() > 0);
    return ear;
  }

  private Ear car(BrokerAddress address) {
    Ear ear = new Ear();
    open.add(new BrokerSession(address, List.of(Topics.grants(CAR)), outbox, ear, utc()));
    return ear;
  }

  private static Clock utc() {
    return Clock.systemUTC();
  }

  private void say(String text) {
    outbox.add(
        Topics.offers(CAR), text.getBytes(StandardCharsets.UTF_8), Instant.now().plusSeconds(3600));
  }

  private static Set<String> messages(int count) {
    return IntStream.range(0, count).mapToObj(i -> "message " + i).collect(Collectors.toSet());
  }

  @Test
  void whatWasWrittenWhileTheBrokerWasDownArrivesWhenItIsUp() throws Exception {
    Ear relay = relay();
    broker.stop();
    Ear car = car(broker.address(CAR, "device"));
    messages(30).forEach(this::say);
    assertThat(outbox.waiting()).isEqualTo(30);
    broker.startAgain();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(relay.heard).isEqualTo(messages(30)));
    await().atMost(PATIENCE).until(() -> outbox.waiting() == 0);
    assertThat(car.connections).hasPositiveValue();
  }

  @Test
  void aBrokerStoppedInTheMiddleOfTwoHundredMessagesLosesNone() throws Exception {
    Ear relay = relay();
    car(broker.address(CAR, "device"));
    List<String> all = messages(200).stream().sorted().toList();
    all.subList(0, 100).forEach(this::say);
    await().atMost(PATIENCE).until(() -> relay.heard.size() > 20);
    broker.stop();
    all.subList(100, 200).forEach(this::say);
    assertThat(outbox.waiting()).isPositive();
    broker.startAgain();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(relay.heard).isEqualTo(messages(200)));
    await().atMost(PATIENCE).until(() -> outbox.waiting() == 0);
  }

  @Test
  void whatIsNotDueWaits() throws Exception {
    Ear relay = relay();
    outbox.add(
        Topics.offers(CAR),
        new byte[] {'l'},
        Instant.now().plusSeconds(3600),
        Instant.now().plusSeconds(7200));
    car(broker.address(CAR, "device"));
    say("now");
    await().atMost(PATIENCE).until(() -> relay.heard.contains("now"));
    await().atMost(PATIENCE).until(() -> outbox.waiting() == 1);
    assertThat(relay.heard).containsExactly("now");
  }

  @Test
  void aMessageNobodyUnderstandsIsDroppedAndTheNextIsHeard() throws Exception {
    Ear relay = relay();
    car(broker.address(CAR, "device"));
    say("unreadable");
    say("readable");
    await().atMost(PATIENCE).until(() -> relay.heard.contains("readable"));
    assertThat(relay.connections).hasValue(1);
  }

  @Test
  void aCarHearsItsOwnGrantsAlone() throws Exception {
    Ear car = car(broker.address(CAR, "device"));
    String other = "car0000000000002";
    Database own = Database.open(folder.resolve("other.sqlite"), List.of(Outbox.TABLE));
    open.add(own);
    Ear spy = new Ear();
    List<String> filters = List.of(Topics.grants(CAR), Topics.grants(other), "cetra/1/#");
    open.add(
        new BrokerSession(broker.address(other, "device"), filters, new Outbox(own), spy, utc()));
    await().atMost(PATIENCE).until(() -> car.connections.get() > 0 && spy.connections.get() > 0);
    Database relays = Database.open(folder.resolve("relays.sqlite"), List.of(Outbox.TABLE));
    open.add(relays);
    Outbox grants = new Outbox(relays);
    open.add(
        new BrokerSession(
            broker.address(Mosquitto.RELAY, "relay"), List.of(), grants, new Ear(), utc()));
    grants.add(Topics.grants(CAR), new byte[] {'1'}, Instant.now().plusSeconds(3600));
    grants.add(Topics.grants(other), new byte[] {'2'}, Instant.now().plusSeconds(3600));
    await().atMost(PATIENCE).until(() -> spy.heard.contains("2") && car.heard.contains("1"));
    assertThat(spy.heard).containsExactly("2");
    assertThat(car.heard).containsExactly("1");
  }

  @Test
  void neitherAStrangerNorABrokerOfAnotherAuthorityIsSpokenTo() throws Exception {
    Ear stranger = car(broker.stranger("car0000000000003"));
    Ear distrustful = car(broker.distrustful("car0000000000004"));
    say("secret");
    Ear relay = relay();
    // the relay came later and is through; the two had more time than it
    assertThat(stranger.connections).hasValue(0);
    assertThat(distrustful.connections).hasValue(0);
    assertThat(outbox.waiting()).isEqualTo(1);
    assertThat(relay.heard).isEmpty();
  }

  @Test
  void aSessionThatIsClosedWhileItConnectsConnectsNoMore() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("ssl://127.0.0.1:" + mute.getLocalPort());
      BrokerAddress address = broker.address(CAR, "device");
      BrokerSession session =
          new BrokerSession(
              new BrokerAddress(uri, CAR, address.tls(), address.session()),
              List.of(),
              outbox,
              new Ear(),
              utc());
      try (Socket first = mute.accept()) {
        session.close();
        assertThat(first.isConnected()).isTrue();
      }
      mute.setSoTimeout(3000); // twelve times the pause before it would connect again
      org.assertj.core.api.Assertions.assertThatThrownBy(mute::accept)
          .isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void aMessageThatReplacesAnotherLeavesAlone() throws Exception {
    outbox.replace(Topics.offers(CAR), new byte[] {'1'}, Instant.now().plusSeconds(3600));
    outbox.replace(Topics.offers(CAR), new byte[] {'2'}, Instant.now().plusSeconds(3600));
    assertThat(outbox.waiting()).isEqualTo(1);
    Ear relay = relay();
    car(broker.address(CAR, "device"));
    await().atMost(PATIENCE).until(() -> relay.heard.contains("2"));
    assertThat(relay.heard).containsExactly("2");
  }
}
