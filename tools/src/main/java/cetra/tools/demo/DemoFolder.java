package cetra.tools.demo;

import cetra.tools.keys.Operator;
import cetra.wire.geo.Area;
import cetra.wire.key.IdentityFolder;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Purpose;
import cetra.wire.store.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's files: keys, and a {@code cetra.toml} for the relay and for each car, with which each
 * can be run alone.
 */
final class DemoFolder implements AutoCloseable {
  /** The municipality of the demo: Kaisei, Kanagawa. */
  static final String ISSUER = "14366";

  static final String REGION = "kaisei";
  private static final String MARK = ".cetra-demo";

  private final Path folder;
  private final Operator operator;
  private final Instant now;
  private final FolderLock mark;

  private DemoFolder(Path folder, FolderLock mark, Operator operator, Instant now) {
    this.folder = folder;
    this.mark = mark;
    this.operator = operator;
    this.now = now;
  }

  /**
   * Makes a folder with an operator's keys; the files of an earlier demo go.
   *
   * @throws IOException when the folder holds other things, or a demo runs in it
   */
  static DemoFolder make(Path folder, Instant now) throws IOException {
    Path absolute = Files.createDirectories(folder.toAbsolutePath().normalize());
    FolderLock mark = mark(absolute);
    try {
      delete(absolute);
      Operator operator = Operator.create(absolute.resolve("operator"), "CETRA demo", now);
      return new DemoFolder(absolute, mark, operator, now);
    } catch (IOException e) {
      mark.close();
      throw e;
    }
  }

  /** The mark says whose folder this is, and is locked for as long as the demo runs. */
  private static FolderLock mark(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      if (!Files.exists(folder.resolve(MARK)) && inside.findAny().isPresent()) {
        throw new IOException(folder + " is not empty and no demo's; name another with --folder");
      }
    }
    return FolderLock.take(folder, MARK, "a demo that runs");
  }

  @Override
  public void close() throws IOException {
    mark.close();
  }

  Path vault() {
    return folder.resolve("relay/vault");
  }

  /** The relay's configuration. */
  Path relay(String broker) throws IOException {
    Path keys = folder.resolve("keys/relay");
    List<String> hosts = List.of("127.0.0.1", "localhost");
    operator.relay(keys, "demorelay0000001", hosts, "demorelay0000001/orders", now);
    return config(
        "relay",
        """
        [relay]
        data = "%s"
        keys = "%s"
        region = "%s"
        port = 0
        console_port = 0
        broker = "%s"
        broker_port = 0
        """
            .formatted(folder.resolve("relay"), keys, REGION, broker));
  }

  /** A car's configuration. */
  Path car(CarPlan plan, String brokerUri, String relayUri) throws IOException {
    Path keys = folder.resolve("keys/" + plan.device());
    operator.device(keys, plan.device(), now);
    return config(
        "car-" + plan.number(),
        """
        [agent]
        data = "%s"
        keys = "%s"
        region = "%s"
        broker = "%s"
        relay = "%s"
        camera = "%s"
        gnss = "%s"
        ring_megabytes = 2048
        owner_port = 0
        commitment_seconds = 10

        [upload]
        hottest_celsius = 200.0 # of a desk, not of a car

        [consent]
        mode = "standing"
        purposes = [%s]
        """
            .formatted(
                folder.resolve("car-" + plan.number()),
                keys,
                REGION,
                brokerUri,
                relayUri,
                plan.camera(),
                plan.gnss(),
                plan.consents() ? "\"missing-person\", \"disaster\"" : "\"disaster\""));
  }

  /** The municipality's keys. */
  IdentityFolder issuer(Area jurisdiction) throws IOException {
    Path keys = Files.createDirectories(folder.resolve("keys/issuer"));
    return operator.issuer(
        keys,
        ISSUER,
        new Bilingual("開成町", "Kaisei Town"),
        jurisdiction,
        List.of(Purpose.values()),
        now);
  }

  private Path config(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".toml"), text);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder) && !path.endsWith(MARK)) {
          Files.delete(path);
        }
      }
    }
  }
}
