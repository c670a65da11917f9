package cetra.tools.fanout;

import cetra.relay.Relay;
import cetra.relay.broker.Broker;
import cetra.relay.broker.MosquittoBroker;
import cetra.relay.transparency.OrderLog;
import cetra.tools.order.RelayClient;
import cetra.tools.simulation.DrivenCar;
import cetra.tools.simulation.Town;
import cetra.wire.key.IdentityFolder;
import cetra.wire.log.LogKey;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Orders submitted to a real relay over Mosquitto with mutual TLS, to all cars of a town, beside
 * the bare fan-out of the same octets by the same broker to the same connections.
 */
public final class OrderFanout implements AutoCloseable {
  /**
   * Milliseconds of one round.
   *
   * @param arrivals to each car
   * @param decisions to each decision; none of a bare round
   */
  public record Times(List<Double> arrivals, List<Double> decisions) {}

  /** How many orders there can be. */
  public static final int MOST_ROUNDS = 200;

  /** No car takes more of one issuer a day. */
  private static final int ORDERS_OF_ISSUER = 20;

  private static final Duration VALID = Duration.ofHours(6);

  private final Path folder;
  private final Clock clock;
  private final Town town;
  private final List<IdentityFolder> cars;
  private final Map<Integer, Decider> deciders = new HashMap<>();
  private final ExecutorService deciding = Executors.newCachedThreadPool();
  private volatile Round round = new Round(0, 0);
  private final Broker broker;
  private final Fleet fleet;
  private volatile boolean looking;

  private OrderFanout(Path folder, int cars, int deciding, Clock clock, Consumer<String> screen)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.clock = clock;
    this.town = Town.make(folder, MOST_ROUNDS / ORDERS_OF_ISSUER, clock.instant());
    screen.accept("making the keys of " + cars + " cars …");
    this.cars = town.cars(cars);
    for (int i = 0; i < deciding; i++) {
      int car = (int) ((long) i * cars / deciding);
      Path file = folder.resolve("decider-" + i + ".sqlite");
      deciders.put(car, decider(file, i % 2));
    }
    this.broker =
        MosquittoBroker.start(folder.resolve("broker"), town.relay().tls(), "127.0.0.1", 0);
    this.fleet = new Fleet(broker.address());
  }

  private Decider decider(Path file, int crossing) throws IOException {
    PublicKey root = town.relay().operatorRoot();
    return new Decider(DrivenCar.make(file, root, crossing, town.made(), clock), root, clock);
  }

  /**
   * Connects the cars.
   *
   * @param deciding how many of them look at what arrives; the others only take it, since in the
   *     field each has a processor of its own
   */
  public static OrderFanout start(
      Path folder, int cars, int deciding, Clock clock, Consumer<String> screen)
      throws IOException, InterruptedException {
    OrderFanout made = new OrderFanout(folder, cars, deciding, clock, screen);
    try {
      screen.accept("connecting them …");
      made.fleet.subscribe(made.cars, Topics.log(Town.REGION), made::arrived);
      return made;
    } catch (IOException | InterruptedException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  private void arrived(int car, long nanos, byte[] message) {
    Round current = round;
    current.arrived(car, nanos);
    Decider decider = deciders.get(car);
    if (looking && decider != null) {
      deciding.execute(
          () -> {
            decider.take(message);
            current.decided();
          });
    }
  }

  /** Rounds of the bare fan-out of a page of the log, as long as that of an order. */
  public List<Times> bare(int rounds) throws IOException, InterruptedException {
    byte[] page = page();
    List<Times> times = new ArrayList<>();
    try (Fleet.Speaker relay = fleet.speaker(town.relay())) {
      for (int i = 0; i < rounds; i++) {
        Round next = begin(0);
        relay.say(Topics.log(Town.REGION), page);
        next.await();
        times.add(new Times(next.arrivals(), List.of()));
      }
    }
    return times;
  }

  private byte[] page() throws IOException {
    Path file = folder.resolve("page.sqlite");
    Files.deleteIfExists(file);
    try (Database database = Database.open(file, Relay.SCHEMA)) {
      OrderLog log = new OrderLog(database, LogKey.load(town.relay()));
      log.append(town.order(0, 0, clock.instant(), VALID).text(), clock.instant().plus(VALID));
      return Json.bytes(log.page(0, clock.instant()));
    }
  }

  /** Rounds of an order each, from its submission on. */
  public List<Times> orders(int rounds) throws IOException, InterruptedException {
    List<Times> times = new ArrayList<>();
    looking = true;
    try (Relay relay = Relay.start(town.relay("relay", broker.address().toString()), clock);
        Issuers issuers = new Issuers(relay)) {
      for (int i = 0; i < rounds; i++) {
        String order = town.order(i / ORDERS_OF_ISSUER, 0, clock.instant(), VALID).text();
        RelayClient issuer = issuers.client(i / ORDERS_OF_ISSUER);
        Round next = begin(deciders.size());
        issuer.submit(order);
        next.await();
        times.add(new Times(next.arrivals(), next.decisions()));
      }
    }
    looking = false;
    return times;
  }

  /** The issuers' connections to the relay, which stand. */
  private final class Issuers implements AutoCloseable {
    private final Relay relay;
    private final Map<Integer, RelayClient> clients = new HashMap<>();

    Issuers(Relay relay) {
      this.relay = relay;
    }

    RelayClient client(int number) throws IOException, InterruptedException {
      if (!clients.containsKey(number)) {
        RelayClient made = new RelayClient(relay.api(), town.issuer(number));
        clients.put(number, made);
        made.orders();
      }
      return Objects.requireNonNull(clients.get(number));
    }

    @Override
    public void close() {
      clients.values().forEach(RelayClient::close);
    }
  }

  private Round begin(int deciding) {
    Round next = new Round(cars.size(), deciding);
    round = next;
    return next;
  }

  /** How many decisions were made, and that each is the right one. */
  public long decided() throws IOException {
    long all = 0;
    for (Decider decider : deciders.values()) {
      long matched = decider.car().matched();
      if (matched != 0 && matched != decider.car().decided()) {
        throw new IOException("a car decided otherwise than it had driven");
      }
      all += decider.car().decided();
    }
    return all;
  }

  @Override
  public void close() {
    deciding.close();
    fleet.close();
    broker.close();
    deciders.values().forEach(Decider::close);
  }
}
