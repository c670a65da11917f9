package cetra.tools.simulation;

import cetra.relay.RelayConfig;
import cetra.tools.keys.IssuerKeys;
import cetra.tools.keys.Operator;
import cetra.wire.config.ConfigFile;
import cetra.wire.geo.Area;
import cetra.wire.key.IdentityFolder;
import cetra.wire.message.Extent;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Purpose;
import cetra.wire.order.Seen;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A town's keys: its operator's, its relay's, those of its issuers and of as many cars as wanted;
 * and orders for what passed its crossings shortly before it was made.
 */
public final class Town {
  /** Where a network namespace of a test reaches this machine; in the relay's certificate. */
  public static final String NEIGHBOUR = "10.87.1.1";

  private static final int CLIPS = 50;

  /** Whose orders its cars follow. */
  public static final String REGION = "town";

  static final double LONGITUDE = 139.1245;

  /** The middle of what orders ask for, in seconds before the town was made. */
  static final int SCENE_AGO = 70;

  private static final double LATITUDE = 35.3355;
  private static final double BETWEEN_CROSSINGS = 0.01;
  private static final int SCENE_SECONDS = 30;
  private static final int FIRST_ISSUER = 14_366;
  private static final double JURISDICTION_METRES = 5000;
  private static final double AREA_METRES = 60;
  private static final Bilingual TEXT = new Bilingual("交差点の映像", "Video of the crossing");

  private final Path folder;
  private final Operator operator;
  private final IdentityFolder relay;
  private final List<IdentityFolder> issuers = new ArrayList<>();
  private final Instant now;

  private Town(Path folder, int issuers, Instant now) throws IOException {
    this.folder = folder;
    this.operator = Operator.create(folder.resolve("operator"), "simulation", now);
    this.now = now;
    this.relay =
        operator.relay(
            folder.resolve("relay-keys"),
            "simulatedrelay01",
            List.of("127.0.0.1", NEIGHBOUR),
            "simulation/orders",
            now);
    for (int number = 0; number < issuers; number++) {
      this.issuers.add(makeIssuer(number));
    }
  }

  /**
   * Makes a town in an empty folder.
   *
   * @param issuers how many may order; a car takes 20 orders a day of each
   */
  public static Town make(Path folder, int issuers, Instant now) throws IOException {
    return new Town(folder, issuers, now);
  }

  private IdentityFolder makeIssuer(int number) throws IOException {
    return operator.issuer(
        Files.createDirectories(folder.resolve("issuer-" + number)),
        code(number),
        new Bilingual("開成町", "Kaisei Town"),
        Area.circle(LATITUDE, LONGITUDE, JURISDICTION_METRES),
        List.of(Purpose.values()),
        now);
  }

  private static String code(int issuer) {
    return Integer.toString(FIRST_ISSUER + issuer);
  }

  static double latitude(int crossing) {
    return LATITUDE + crossing * BETWEEN_CROSSINGS;
  }

  /** When it was made. */
  public Instant made() {
    return now;
  }

  /** The relay's keys. */
  public IdentityFolder relay() {
    return relay;
  }

  /** The keys of an issuer. */
  public IdentityFolder issuer(int number) {
    return issuers.get(number);
  }

  /** The keys of so many cars; made on all cores. */
  public List<IdentityFolder> cars(int count) {
    return IntStream.range(0, count).parallel().mapToObj(this::car).toList();
  }

  private IdentityFolder car(int number) {
    String name = "simulatedcar%07d".formatted(number);
    try {
      return operator.device(folder.resolve("cars").resolve(name), name, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A relay's configuration.
   *
   * @param name of its data folder
   * @param broker as configurations name it
   */
  public RelayConfig relay(String name, String broker) throws IOException {
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
            broker_port = 0
            """
                .formatted(folder.resolve(name), relay.folder(), REGION, broker));
    return ConfigFile.read(file, Map.of()).section("relay", RelayConfig.class);
  }

  /** An order of an issuer, signed by two, for what passed a crossing. */
  public SignedOrder order(int issuer, int crossing, Instant at, Duration valid)
      throws IOException {
    return order(issuer, crossing, at, valid, CLIPS);
  }

  /** One that wants another number of clips. */
  public SignedOrder order(int issuer, int crossing, Instant at, Duration valid, int maxClips)
      throws IOException {
    Instant scene = now.minusSeconds(SCENE_AGO);
    VideoOrder order =
        new VideoOrder(
            VideoOrder.newId(at),
            code(issuer),
            Purpose.MISSING_PERSON,
            "R8-0123",
            TEXT,
            TEXT,
            Area.circle(latitude(crossing), LONGITUDE, AREA_METRES),
            List.of(
                new TimeWindow(
                    scene.minusSeconds(SCENE_SECONDS), scene.plusSeconds(SCENE_SECONDS))),
            Seen.INSIDE,
            Urgency.LIFE,
            at.plus(valid),
            maxClips,
            Extent.FULL);
    return IssuerKeys.sign(issuer(issuer), order);
  }
}
