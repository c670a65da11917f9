package cetra.tools.silence;

import cetra.relay.Relay;
import cetra.tools.order.RelayClient;
import cetra.tools.simulation.Town;
import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Cars that refuse, half of which pass either crossing, a real relay and broker, and orders for one
 * crossing or the other: each car is there for half of the orders, so that only what it does then
 * can tell.
 */
public final class SilentTown {
  private static final int ORDERS_OF_ISSUER = 20;
  private static final int FOLDS = 5;
  private static final long SEED = 20_261_125;
  private static final Duration VALID = Duration.ofHours(6);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofMillis(120);
  private static final long POLL_MILLIS = 5;

  /**
   * How well the cars are told apart.
   *
   * @param samples how many device-orders
   * @param logistic area under the curve of logistic regression
   * @param stumps the same of boosted stumps
   */
  public record Auc(int samples, double logistic, double stumps) {
    /** The better of both. */
    public double best() {
      return Math.max(logistic, stumps);
    }
  }

  private final Path folder;
  private final Clock clock;
  private final Random random = new Random(SEED);
  private final List<SilentCar> cars = new ArrayList<>();

  private SilentTown(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Orders, and looks at what can be told.
   *
   * @param leaks whether the cars say no where they are to say nothing
   */
  public static Auc run(Path folder, int cars, int orders, boolean leaks, Clock clock)
      throws Exception {
    List<Sample> samples = new SilentTown(folder, clock).samples(cars, orders, leaks);
    return new Auc(
        samples.size(),
        Classifier.auc(samples, FOLDS, LogisticRegression::new),
        Classifier.auc(samples, FOLDS, BoostedStumps::new));
  }

  private List<Sample> samples(int count, int orders, boolean leaks) throws Exception {
    Town town = Town.make(folder, Math.ceilDiv(orders, ORDERS_OF_ISSUER), clock.instant());
    List<Sample> samples = new ArrayList<>();
    try (Relay relay = Relay.start(town.relay("relay", "embedded"), clock)) {
      int number = 0;
      for (IdentityFolder identity : town.cars(count)) {
        Path file = folder.resolve("car-" + number + ".sqlite");
        cars.add(
            new SilentCar(
                file, identity, town, number % 2, relay.broker(), relay.api(), leaks, clock));
        number++;
      }
      await(() -> cars.stream().allMatch(car -> car.newest() > 0) && quiet());
      for (int order = 0; order < orders; order++) {
        samples.addAll(order(town, relay, order));
      }
    } finally {
      for (SilentCar car : cars) {
        car.close();
      }
    }
    return samples;
  }

  private List<Sample> order(Town town, Relay relay, int number) throws Exception {
    int issuer = number / ORDERS_OF_ISSUER;
    int crossing = random.nextInt(2);
    String order = town.order(issuer, crossing, clock.instant(), VALID).text();
    cars.forEach(SilentCar::take);
    List<Long> before = cars.stream().map(SilentCar::matched).toList();
    long since = System.nanoTime();
    try (RelayClient client = new RelayClient(relay.api(), town.issuer(issuer))) {
      client.submit(order);
    }
    await(() -> cars.stream().allMatch(car -> car.settled() == number + 1) && quiet());
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < cars.size(); i++) {
      boolean there = cars.get(i).matched() > before.get(i);
      if (there != (i % 2 == crossing)) {
        throw new IOException("car " + i + " decided otherwise than it had driven");
      }
      samples.add(new Sample(number, there, Features.of(cars.get(i).take(), since)));
    }
    return samples;
  }

  /** Whether nothing has gone anywhere for a while. */
  private boolean quiet() {
    long newest = cars.stream().mapToLong(SilentCar::newest).max().orElse(0);
    return System.nanoTime() - newest > QUIET.toNanos();
  }

  private void await(BooleanSupplier condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IOException("the cars are not done within " + PATIENCE.toSeconds() + " s");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
