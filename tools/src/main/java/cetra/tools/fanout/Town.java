package cetra.tools.fanout;

import cetra.relay.RelayConfig;
import cetra.tools.keys.Operator;
import cetra.wire.config.ConfigFile;
import cetra.wire.geo.Area;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Pem;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Purpose;
import cetra.wire.order.Seen;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.Want;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A town's keys: its operator's, its relay's, its issuer's and those of as many cars as wanted. */
final class Town {
  static final String REGION = "fanout";
  static final double LATITUDE = 35.3355;
  static final double LONGITUDE = 139.1245;
  private static final String ISSUER = "14366";
  private static final double JURISDICTION_METRES = 5000;
  private static final double AREA_METRES = 60;
  private static final Bilingual TEXT = new Bilingual("交差点の映像", "Video of the crossing");

  private final Path folder;
  private final Operator operator;
  private final IdentityFolder relay;
  private final IdentityFolder issuer;
  private final Instant now;

  private Town(Path folder, Operator operator, Instant now) throws IOException {
    this.folder = folder;
    this.operator = operator;
    this.now = now;
    this.relay =
        operator.relay(
            folder.resolve("relay-keys"),
            "fanoutrelay00001",
            List.of("127.0.0.1"),
            "fanout/orders",
            now);
    this.issuer =
        operator.issuer(
            Files.createDirectories(folder.resolve("issuer")),
            ISSUER,
            new Bilingual("開成町", "Kaisei Town"),
            Area.circle(LATITUDE, LONGITUDE, JURISDICTION_METRES),
            List.of(Purpose.values()),
            now);
  }

  static Town make(Path folder, Instant now) throws IOException {
    return new Town(folder, Operator.create(folder.resolve("operator"), "fanout", now), now);
  }

  IdentityFolder relay() {
    return relay;
  }

  IdentityFolder issuer() {
    return issuer;
  }

  /** The keys of so many cars; made on all cores. */
  List<IdentityFolder> cars(int count) {
    return IntStream.range(0, count).parallel().mapToObj(this::car).toList();
  }

  private IdentityFolder car(int number) {
    String name = "fanoutcar%07d".formatted(number);
    try {
      return operator.device(folder.resolve("cars").resolve(name), name, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A relay's configuration over a broker that runs. */
  RelayConfig relay(String name, String broker) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve(name + ".toml"),
            """
            [relay]
            data = "%s"
            keys = "%s"
            region = "%s"
            port = 0
            console_port = -1
            broker = "%s"
            """
                .formatted(folder.resolve(name), relay.folder(), REGION, broker));
    return ConfigFile.read(file, Map.of()).section("relay", RelayConfig.class);
  }

  /**
   * An order, signed by two, for what passed the crossing in the minute before the cars were made.
   */
  SignedOrder order(Instant at, Duration valid) throws IOException {
    VideoOrder order =
        new VideoOrder(
            VideoOrder.newId(at),
            ISSUER,
            Purpose.MISSING_PERSON,
            "R8-0123",
            TEXT,
            TEXT,
            Area.circle(LATITUDE, LONGITUDE, AREA_METRES),
            List.of(new TimeWindow(now.minusSeconds(100), now.minusSeconds(40))),
            Seen.INSIDE,
            Urgency.LIFE,
            at.plus(valid),
            50,
            Want.FULL);
    Path keys = issuer.folder();
    return SignedOrder.sign(
            order,
            Files.readString(keys.resolve("credential.jws")),
            ISSUER + ".drafter",
            Pem.privateKey(keys.resolve("drafter.key"), "Ed25519"))
        .with(ISSUER + ".approver", Pem.privateKey(keys.resolve("approver.key"), "Ed25519"));
  }
}
