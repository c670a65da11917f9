package cetra.tools.demo;

import cetra.tools.keys.Operator;
import cetra.wire.key.IdentityFolder;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.BrokerSession;
import cetra.wire.link.Outbox;
import cetra.wire.store.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A relay's certificate in other hands: hears all that is said on the broker, and can speak. */
final class Wiretap implements AutoCloseable, BrokerSession.Listener {
  record Heard(String topic, int octets, String text) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch listening = new CountDownLatch(1);
  private final Database database;
  private final Outbox outbox;
  private final BrokerSession session;

  Wiretap(Path demo, Path own, URI broker) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    IdentityFolder keys =
        Operator.load(demo.resolve("operator"))
            .relay(
                own.resolve("keys"), "wiretap000000001", List.of(), "tap/orders", clock.instant());
    this.database = Database.open(own.resolve("tap.sqlite"), List.of(Outbox.TABLE));
    this.outbox = new Outbox(database);
    BrokerAddress address =
        new BrokerAddress(broker, keys.tls().name(), keys.tls().context(), Duration.ofHours(1));
    this.session = new BrokerSession(address, List.of("cetra/1/#"), outbox, this, clock);
    if (!listening.await(20, TimeUnit.SECONDS)) {
      throw new IOException("the wiretap hears nothing");
    }
  }

  List<Heard> heard() {
    return heard;
  }

  void say(String topic, byte[] payload) {
    outbox.add(topic, payload, Clock.systemUTC().instant().plus(Duration.ofHours(1)));
  }

  @Override
  public void connected() {
    listening.countDown();
  }

  @Override
  public void received(String topic, byte[] payload) {
    heard.add(new Heard(topic, payload.length, new String(payload, StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    session.close();
    database.close();
  }
}
