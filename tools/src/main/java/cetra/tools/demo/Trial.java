package cetra.tools.demo;

import cetra.relay.Relay;
import cetra.relay.RelayConfig;
import cetra.tools.order.RelayClient;
import cetra.wire.config.ConfigFile;
import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.stream.Stream;
import org.tinylog.Logger;

/**
 * A relay with its broker and the keys and configuration of one car, which runs elsewhere and
 * drives past the ordered place within its first seconds.
 */
public final class Trial implements AutoCloseable {
  /** The town's cars pass the scene 45 seconds before its now; so this one does after 15. */
  private static final Duration AHEAD = Duration.ofSeconds(60);

  /** The scene, and enough behind it that none of it is the private end of the trip. */
  private static final int SETTLED_SEGMENTS = 3;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Clock clock;
  private final DemoFolder files;
  private final Path folder;
  private final Relay relay;
  private Instant begun = Instant.EPOCH;
  private int cars;

  private Trial(Path folder, String broker, Clock clock) throws IOException, InterruptedException {
    this.clock = clock;
    this.folder = folder;
    try {
      this.files = started(DemoFolder.make(folder, clock.instant()));
      ConfigFile config = ConfigFile.read(files.relay(broker), Map.of());
      this.relay = started(Relay.start(config.section("relay", RelayConfig.class), clock));
    } catch (IOException | RuntimeException | InterruptedException e) {
      close();
      throw e;
    }
  }

  /** Starts relay and broker. */
  public static Trial start(Path folder, String broker, Clock clock)
      throws IOException, InterruptedException {
    return new Trial(folder, broker, clock);
  }

  /**
   * The configuration of another car, whose drive begins now.
   *
   * @param camera as configurations write it; empty for a painted one
   */
  public Path car(String camera) throws IOException {
    begun = clock.instant();
    cars++;
    CarPlan plan = town().cars(1, 1).getFirst();
    return files.car(
        new CarPlan(
            cars,
            camera.isEmpty() ? plan.camera() : camera,
            plan.gnss(),
            plan.history(),
            plan.passes(),
            plan.consents()),
        relay.broker().toString(),
        relay.api().toString());
  }

  /** The data folder of the newest car. */
  public Path data() {
    return folder.toAbsolutePath().resolve("car-" + cars);
  }

  /** Whether the newest car has recorded the scene and enough behind it. */
  public boolean seen() throws IOException {
    Path ring = data().resolve("ring");
    if (!Files.exists(ring)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(ring)) {
      return inside.filter(file -> file.toString().endsWith(".mp4")).count() >= SETTLED_SEGMENTS;
    }
  }

  /** Orders the scene; returns the order's id. */
  public String order() throws IOException, InterruptedException {
    IdentityFolder issuer = issuer();
    try (RelayClient client = new RelayClient(relay.api(), issuer)) {
      var order = DemoOrder.signed(town().scene(), issuer, clock);
      client.submit(order.text());
      return order.unverified().id();
    }
  }

  /** How many clips of an order have taken a step, such as {@code offered} or {@code delivered}. */
  public long count(String order, String step) throws IOException, InterruptedException {
    try (RelayClient client = new RelayClient(relay.api(), issuer())) {
      return client.order(order).path("clips").path(step).asLong();
    }
  }

  private IdentityFolder issuer() throws IOException {
    IdentityFolder made = new IdentityFolder(folder.toAbsolutePath().resolve("keys/issuer"));
    return Files.exists(made.folder()) ? made : files.issuer(town().scene().jurisdiction());
  }

  private Town town() {
    return new Town(begun.plus(AHEAD), AHEAD);
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        Logger.warn("closing: {}", e.toString());
      }
    }
  }
}
