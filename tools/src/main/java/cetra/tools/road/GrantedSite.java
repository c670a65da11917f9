package cetra.tools.road;

import cetra.relay.Relay;
import cetra.tools.order.RelayClient;
import cetra.tools.simulation.Town;
import cetra.wire.key.IdentityFolder;
import cetra.wire.order.SignedOrder;
import cetra.wire.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A relay as a process of its own, with an order of which any clip is granted: only the way of the
 * octets is of interest. What arrives is no evidence, and ends in its quarantine.
 */
public final class GrantedSite implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration VALID = Duration.ofHours(6);
  private static final long NAP_MILLIS = 20;
  private static final int MOST_CLIPS = 1000;

  /** The scheduler has nothing to choose: only the way of the octets is of interest. */
  private static final String NO_LIMITS =
      "grants_at_once = 10000\nline_megabits = 100000\ndevice_megabytes = 1000000\n";

  private static final String API = "API https://";

  private final Town town;
  private final Path folder;
  private final Clock clock;
  private final Database database;
  private final Path quarantine;
  private final String order;
  private Process relay;
  private URI api;

  private GrantedSite(Town town, Path folder, Process relay, URI api, String order, Clock clock)
      throws IOException {
    this.clock = clock;
    this.town = town;
    this.folder = folder;
    this.database = Database.open(folder.resolve("relay/relay.db"), Relay.SCHEMA);
    this.quarantine = folder.resolve("relay/vault/quarantined");
    this.relay = relay;
    this.api = api;
    this.order = order;
  }

  /**
   * Starts it.
   *
   * @throws IOException when it does not serve within a minute
   */
  public static GrantedSite start(Path folder, Clock clock)
      throws IOException, InterruptedException {
    Instant now = clock.instant();
    Town town = Town.make(folder, 1, now);
    town.relay("relay", "embedded");
    Files.writeString(folder.resolve("relay.toml"), NO_LIMITS, StandardOpenOption.APPEND);
    Process relay = launch(folder);
    try {
      URI api = serving(relay);
      SignedOrder order = town.order(0, 0, now, VALID, MOST_CLIPS);
      try (RelayClient issuer = new RelayClient(api, town.issuer(0))) {
        issuer.submit(order.text());
      }
      return new GrantedSite(town, folder, relay, api, order.unverified().id(), clock);
    } catch (IOException | InterruptedException | RuntimeException e) {
      relay.destroy();
      throw e;
    }
  }

  private static Process launch(Path folder) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dslf4j.internal.verbosity=WARN",
            "-Dslf4j.provider=org.tinylog.slf4j.TinylogSlf4jServiceProvider",
            "-cp",
            System.getProperty("java.class.path"),
            "cetra.tools.Cetra",
            "relay",
            "--config",
            folder.resolve("relay.toml").toString())
        .redirectErrorStream(true)
        .start();
  }

  /** Kills the relay as a power cut does its process, and starts it again, at another port. */
  void killAndRestart() throws IOException, InterruptedException {
    relay.destroyForcibly().waitFor();
    relay = launch(folder);
    api = serving(relay);
  }

  private static URI serving(Process relay) throws IOException, InterruptedException {
    CompletableFuture<URI> api = new CompletableFuture<>();
    List<String> said = new ArrayList<>();
    Thread.ofPlatform().daemon().start(() -> read(relay, api, said));
    try {
      return api.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the relay does not serve: " + String.join(" | ", said), e);
    }
  }

  private static void read(Process relay, CompletableFuture<URI> api, List<String> said) {
    try (BufferedReader lines = relay.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int at = line.indexOf(API);
        if (at >= 0) {
          api.complete(URI.create(line.substring(at + "API ".length()).strip()));
        } else if (!api.isDone()) {
          said.add(line);
        }
      }
      api.completeExceptionally(new IOException("it has ended"));
    } catch (IOException e) {
      api.completeExceptionally(e);
    }
  }

  /** Where it serves. */
  public URI api() {
    return api;
  }

  /** Its process. */
  public ProcessHandle process() {
    return relay.toHandle();
  }

  /** The keys of so many cars. */
  public List<IdentityFolder> cars(int count) {
    return town.cars(count);
  }

  /** Its own keys. */
  public IdentityFolder keys() {
    return town.relay();
  }

  /** Grants a device a clip; its id. */
  public String grant(String device) {
    String id = UUID.randomUUID().toString();
    database.update(
        "INSERT INTO offers(id, device, order_id, from_ms, to_ms, bound_ms, bytes, state,"
            + " arrived_ms, changed_ms) VALUES (?,?,?,0,1,0,1,'GRANTED',?,?)",
        id,
        device,
        order,
        clock.millis(),
        clock.millis());
    return id;
  }

  /** Whether the relay has all of a clip. */
  public boolean received(String clip) {
    return database.number(
            "SELECT count(*) FROM offers WHERE id = ? AND state IN"
                + " ('RECEIVED','QUARANTINED','VERIFIED')",
            clip)
        > 0;
  }

  /** The octets of a clip as the relay keeps them, once it has judged it. */
  Path kept(String clip) {
    return quarantine.resolve(clip + ".zip");
  }

  /** How often the custody log says that a clip was received. */
  long receipts(String clip) {
    return database.number(
        "SELECT count(*) FROM custody WHERE clip_id = ? AND act = 'received'", clip);
  }

  /** Frees the disk of what has arrived, once all of it is in quarantine. */
  public void forget() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (database.number("SELECT count(*) FROM offers WHERE state = 'RECEIVED'") > 0) {
      if (System.nanoTime() > end) {
        throw new IOException("the relay does not judge what it received within " + PATIENCE);
      }
      Thread.sleep(NAP_MILLIS);
    }
    try (Stream<Path> all = Files.list(quarantine)) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    database.close();
    relay.destroy();
    try {
      if (!relay.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        relay.destroyForcibly();
      }
    } catch (InterruptedException e) {
      relay.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
