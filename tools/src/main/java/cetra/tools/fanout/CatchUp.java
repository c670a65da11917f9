package cetra.tools.fanout;

import cetra.agent.upload.RelayConnection;
import cetra.relay.Relay;
import cetra.relay.RelayConfig;
import cetra.relay.transparency.OrderLog;
import cetra.tools.simulation.DrivenCar;
import cetra.tools.simulation.Town;
import cetra.wire.key.IdentityFolder;
import cetra.wire.log.LogKey;
import cetra.wire.log.LogPage;
import cetra.wire.message.Json;
import cetra.wire.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A car that was away reads a long log over HTTPS from a real relay, and proves all of it. */
public final class CatchUp {
  /**
   * What it took.
   *
   * @param octets of all answers
   * @param millis from the first request until the last entry is proved and stored
   */
  public record Cost(long octets, double millis) {}

  private static final Duration VALID = Duration.ofHours(6);

  private CatchUp() {}

  /**
   * Reads a log from its beginning, some times over.
   *
   * @param entries in the log
   * @param live of them, the newest, that have not expired; the others travel as roots of subtrees
   */
  public static List<Cost> run(Path folder, int entries, int live, int times, Clock clock)
      throws IOException, InterruptedException {
    Town town = Town.make(folder, 1, clock.instant());
    IdentityFolder car = town.cars(1).getFirst();
    PublicKey root = car.operatorRoot();
    RelayConfig config = town.relay("relay", "embedded");
    fill(config, town, entries, live, clock.instant());
    List<Cost> costs = new ArrayList<>();
    try (Relay relay = Relay.start(config, clock)) {
      RelayConnection road = new RelayConnection(relay.api(), car.tls().context());
      for (int i = 0; i < times; i++) {
        Path file = folder.resolve("car-" + i + ".sqlite");
        DrivenCar driven = DrivenCar.make(file, root, 0, town.made(), clock);
        try (Decider reader = new Decider(driven, root, clock)) {
          costs.add(read(road, reader, entries));
        }
      }
    }
    return costs;
  }

  private static void fill(RelayConfig config, Town town, int entries, int live, Instant now)
      throws IOException {
    Files.createDirectories(config.data());
    try (Database database = Database.open(config.data().resolve("relay.db"), Relay.SCHEMA)) {
      OrderLog log = new OrderLog(database, LogKey.load(town.relay()));
      List<String> orders = new ArrayList<>();
      for (int i = 0; i < live; i++) {
        orders.add(town.order(0, 0, now, VALID).text());
      }
      database.transaction(
          () -> {
            for (int i = 0; i < entries - live; i++) {
              log.append("an order of last year, number " + i, now.minus(VALID));
            }
            orders.forEach(order -> log.append(order, now.plus(VALID)));
            return log.size();
          });
    }
  }

  private static Cost read(RelayConnection road, Decider reader, int entries) throws IOException {
    long begun = System.nanoTime();
    long octets = 0;
    while (reader.next() < entries) {
      HttpURLConnection connection = road.open("/v1/log?from=" + reader.next());
      try (InputStream body = connection.getInputStream()) {
        byte[] page = body.readAllBytes();
        octets += page.length;
        if (!reader.take(Json.read(page, LogPage.class))) {
          throw new IOException("the relay leaves something out");
        }
      }
    }
    return new Cost(octets, (System.nanoTime() - begun) / 1e6);
  }
}
