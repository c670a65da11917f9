package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.agent.record.SegmentName;
import cetra.tools.keys.IssuerKeys;
import cetra.tools.order.RelayClient;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.geo.Area;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Pem;
import cetra.wire.key.Trust;
import cetra.wire.message.Extent;
import cetra.wire.order.Directive;
import cetra.wire.order.SignedDirective;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A relay and one car as processes of their own, with a road between them. */
final class Site implements AutoCloseable {
  private static final int HISTORY = 120;
  private static final int SETTLED_SEGMENTS = 11;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final DemoFolder files;
  private final Town town;
  private final CarPlan plan;
  private final Path carConfig;
  private final IdentityFolder issuer;
  private final int apiPort = freePort();
  private final int brokerPort = freePort();
  private final Road road = new Road(apiPort);
  private Child relay;
  private Child car;
  private @Nullable SignedOrder ordered;

  Site(Path folder) throws IOException {
    Clock clock = Clock.systemUTC();
    this.folder = folder;
    this.files = DemoFolder.make(folder.resolve("site"), clock.instant());
    this.town = new Town(clock.instant(), Duration.ofSeconds(HISTORY));
    this.plan = town.cars(1, 1).getFirst();
    this.issuer = files.issuer(town.scene().jurisdiction());
    files.relay("embedded");
    this.carConfig =
        files.car(plan, "ssl://127.0.0.1:" + brokerPort, "https://127.0.0.1:" + road.port());
    this.relay = relayProcess();
    this.car = carProcess(HISTORY);
  }

  Road road() {
    return road;
  }

  /** The relay's power is cut, and it starts again. */
  void restartRelay() throws IOException, InterruptedException {
    relay.kill();
    relay = relayProcess();
  }

  /** The car's power is cut, and it starts again. */
  void restartCar() throws IOException, InterruptedException {
    car.kill();
    car = carProcess(0);
  }

  /** Waits until the footage of the scene is on the card, and orders it. */
  String order() throws IOException, InterruptedException {
    return order(town.scene());
  }

  /** Orders the surroundings of the scene too: the same seconds, and some before and after. */
  String orderMore() throws IOException, InterruptedException {
    Scene scene = town.scene();
    return order(new Scene(scene.latitude(), scene.longitude(), scene.radius() + 20, scene.at()));
  }

  /** Orders so much of the last minutes of the block. */
  String orderBlock(Extent want) throws IOException, InterruptedException {
    VideoOrder block = DemoOrder.signed(town.scene(), issuer, Clock.systemUTC()).unverified();
    TimeWindow window = block.windows().getFirst();
    return order(
        IssuerKeys.sign(
            issuer,
            new VideoOrder(
                VideoOrder.newId(Clock.systemUTC().instant()),
                block.issuer(),
                block.purpose(),
                block.caseNumber(),
                block.title(),
                block.reason(),
                Area.circle(town.scene().latitude(), town.scene().longitude(), 600),
                List.of(
                    new TimeWindow(window.from().minusSeconds(40), window.to().plusSeconds(10))),
                block.seen(),
                block.urgency(),
                block.validUntil(),
                block.maxClips(),
                want)));
  }

  private String order(Scene scene) throws IOException, InterruptedException {
    return order(DemoOrder.signed(scene, issuer, Clock.systemUTC()));
  }

  private String order(SignedOrder order) throws IOException, InterruptedException {
    await().atMost(PATIENCE).until(() -> segments() >= SETTLED_SEGMENTS);
    try (RelayClient client = client()) {
      await().atMost(PATIENCE).ignoreExceptions().until(() -> client.orders().isArray());
      client.submit(order.text());
      ordered = order;
      return order.unverified().id();
    }
  }

  /** Takes the order back. */
  void recall() throws IOException, InterruptedException {
    SignedOrder order = Objects.requireNonNull(ordered);
    Path keys = issuer.folder();
    SignedDirective recall =
        SignedDirective.sign(
            Directive.of(
                Directive.Kind.RECALL, order, "the child was found", Clock.systemUTC().instant()),
            order.credential(),
            DemoFolder.ISSUER + ".drafter",
            Pem.privateKey(keys.resolve("drafter.key"), "Ed25519"));
    try (RelayClient client = client()) {
      client.submit(recall.text());
    }
  }

  /** All files that there are of clips, in the car and at the relay. */
  List<Path> clipFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String place : List.of("car-1/clips", "relay/vault/incoming", "relay/vault/delivered")) {
      try (Stream<Path> inside = Files.list(folder.resolve("site").resolve(place))) {
        inside.forEach(files::add);
      }
    }
    return files;
  }

  /** Whom a verifier is to trust. */
  String trust() {
    return files.vault().resolve("trust.pem").toString();
  }

  /** The issuer's keys. */
  String issuerKeys() {
    return issuer.folder().toString();
  }

  /** Where issuers reach the relay. */
  String api() {
    return "https://127.0.0.1:" + apiPort;
  }

  /** The car's data folder. */
  String carData() {
    return folder.resolve("site/car-1").toString();
  }

  /** Waits until one clip of the order is delivered. */
  Path delivered(String order) throws IOException, InterruptedException {
    List<Path> packages = delivered(order, 1);
    assertThat(packages).hasSize(1);
    return packages.getFirst();
  }

  /** Waits until so many are, previews too; in the order in which they were offered. */
  List<Path> delivered(String order, int clips) throws IOException, InterruptedException {
    try (RelayClient client = client()) {
      await().atMost(PATIENCE).ignoreExceptions().until(() -> delivered(client, order) == clips);
    }
    List<Path> packages = new ArrayList<>();
    try (RelayClient client = client()) {
      for (JsonNode clip : client.clips(order)) {
        packages.add(files.vault().resolve("delivered/" + clip.path("id").asText() + ".zip"));
      }
    }
    assertThat(packages).allSatisfy(file -> assertThat(file).exists());
    return packages;
  }

  private static long delivered(RelayClient client, String order)
      throws IOException, InterruptedException {
    long delivered = 0;
    for (JsonNode clip : client.clips(order)) {
      delivered += clip.path("state").asText().equals("delivered") ? 1 : 0;
    }
    return delivered;
  }

  long count(String order, String step) throws IOException, InterruptedException {
    try (RelayClient client = client()) {
      return count(client, order, step);
    }
  }

  /** The package is authentic, and each fragment is octet for octet the one in the car's ring. */
  void checkAgainstTheRing(Path delivered) throws IOException {
    EvidenceVerdict verdict =
        new PackageVerifier(Trust.read(files.vault().resolve("trust.pem"))).verify(delivered);
    assertThat(verdict.text()).startsWith("authentic");
    Manifest manifest = ((EvidenceVerdict.Authentic) verdict).manifest();
    assertThat(manifest.gaps()).allMatch(gap -> gap.cause().equals("left out"));
    List<Fragment> fragments = ((EvidenceVerdict.Authentic) verdict).layout().fragments();
    int number = 0;
    try (EvidencePackage opened = EvidencePackage.open(delivered)) {
      for (Manifest.Piece piece : manifest.segments()) {
        SegmentHead head = SegmentHead.read(piece.head());
        Path segment = ring().resolve(new SegmentName(head.segment(), head.boot()).closed());
        try (FileChannel recorded = FileChannel.open(segment, StandardOpenOption.READ)) {
          FragmentedMp4 layout = FragmentedMp4.scan(recorded, 0, recorded.size());
          for (Manifest.Proof proof : piece.fragments()) {
            Fragment there = layout.fragments().get(proof.index());
            Fragment here = fragments.get(number++);
            assertThat(octets(opened.file(), EvidencePackage.CLIP_OFFSET, here))
                .isEqualTo(octets(recorded, 0, there));
          }
        }
      }
    }
    assertThat(number).isEqualTo(fragments.size()).isPositive();
  }

  RelayClient client() throws IOException {
    return new RelayClient(URI.create("https://127.0.0.1:" + apiPort), issuer);
  }

  @Override
  public void close() throws IOException {
    car.close();
    relay.close();
    road.close();
  }

  private Child relayProcess() throws IOException {
    Map<String, String> ports =
        Map.of(
            "CETRA_RELAY_PORT", "" + apiPort,
            "CETRA_RELAY_BROKER_PORT", "" + brokerPort,
            "CETRA_RELAY_CONSOLE_PORT", "-1");
    return Child.start(
        folder.resolve("relay.log"),
        ports,
        "relay",
        "--config",
        folder.resolve("site/relay.toml").toString());
  }

  private Child carProcess(int history) throws IOException {
    return Child.start(
        folder.resolve("car.log"),
        Map.of(),
        "agent",
        "--config",
        carConfig.toString(),
        "--history",
        "" + history);
  }

  private Path ring() {
    return folder.resolve("site/car-1/ring");
  }

  private long segments() throws IOException {
    if (!Files.exists(ring())) {
      return 0;
    }
    try (Stream<Path> inside = Files.list(ring())) {
      return inside.filter(file -> file.toString().endsWith(".mp4")).count();
    }
  }

  private static long count(RelayClient client, String order, String step)
      throws IOException, InterruptedException {
    JsonNode state = client.order(order);
    return state.path("clips").path(step).asLong();
  }

  private static byte[] octets(FileChannel file, long from, Fragment fragment) throws IOException {
    ByteBuffer octets = ByteBuffer.allocate((int) fragment.length());
    while (octets.hasRemaining()) {
      file.read(octets, from + fragment.offset() + octets.position());
    }
    return octets.array();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
