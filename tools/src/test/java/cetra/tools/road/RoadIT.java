package cetra.tools.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cetra.tools.simulation.Town;
import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of road and relay, a package arrives once, as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class RoadIT {
  private static final int OCTETS = 2_000_000;
  private static final int CUTS = 10;
  private static final Clock CLOCK = Clock.systemUTC();

  /** 16 Mbit/s. */
  private static final Trace STEADY = new Trace("steady", Collections.nCopies(60, 2_000_000.0));

  /** {@code -Dcetra.kills=100} for more. */
  private static final int KILLS = Integer.getInteger("cetra.kills", 1);

  /** 3 Mbit/s: there is time to move. */
  private static final Trace SLOW = new Trace("slow", Collections.nCopies(60, 400_000.0));

  /** A device that found no relay several times lets a while pass before it asks again. */
  private static final Duration BACK = Duration.ofMinutes(2);

  private Path folder;
  private IdentityFolder keys;
  private GrantedSite site;
  private Road road;
  private RoadCar car;
  private Path content;
  private String id;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    site = GrantedSite.start(folder.resolve("site"), CLOCK);
  }

  @AfterAll
  void end() throws IOException {
    site.close();
  }

  @BeforeEach
  void open() throws Exception {
    keys = site.cars(1).getFirst();
    road = new Road(site.api(), STEADY, Duration.ofMillis(20));
    car =
        new RoadCar(
            folder.resolve(UUID.randomUUID().toString()),
            keys,
            road.address(),
            Duration.ofSeconds(2),
            CLOCK);
    byte[] octets = new byte[OCTETS];
    new Random(7).nextBytes(octets);
    content = Files.write(folder.resolve("content"), octets);
    id = site.grant(keys.tls().name());
  }

  @AfterEach
  void close() throws IOException {
    car.close();
    road.close();
  }

  private CompletableFuture<Double> uploading() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return car.upload(id, content);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void arrivedOnce() throws IOException {
    await().until(() -> Files.exists(site.kept(id)));
    assertThat(Files.mismatch(content, site.kept(id))).isEqualTo(-1);
    assertThat(site.receipts(id)).isEqualTo(1);
  }

  @Test
  void itIsCutAgainAndAgain() throws Exception {
    road.cutAt(LongStream.rangeClosed(1, CUTS).map(i -> OCTETS * i / (CUTS + 1)).toArray());
    uploading().join();
    assertThat(road.cut()).isEqualTo(CUTS);
    arrivedOnce();
    assertThat(road.up()).as("octets that went up").isLessThan(OCTETS * 3L / 2);
  }

  @Test
  void theAddressChangesAndNobodyIsTold() throws Exception {
    CompletableFuture<Double> uploading = uploading();
    await().until(() -> road.up() > OCTETS / 3);
    road.abandon();
    assertThat(uploading.join()).as("seconds").isLessThan(30);
    arrivedOnce();
    assertThat(road.up()).isGreaterThan(OCTETS);
  }

  @Test
  void theRelayIsKilledAgainAndAgain() throws Exception {
    Random random = new Random(11);
    CompletableFuture<Double> uploading = uploading();
    for (int i = 0; i < KILLS; i++) {
      long more = road.up() + random.nextInt(OCTETS / KILLS);
      await().atMost(BACK).until(() -> road.up() >= more || uploading.isDone());
      site.killAndRestart();
      road.leadTo(site.api());
    }
    uploading.join();
    arrivedOnce();
  }

  @Test
  void theDeviceIsKilledAgainAndAgain() throws Exception {
    Random random = new Random(13);
    Path own = folder.resolve(UUID.randomUUID().toString());
    for (int i = 0; i < KILLS; i++) {
      Process process = RoadCarMain.start(List.of(), own, keys, road.address(), id, content);
      long more = road.up() + random.nextInt(OCTETS / KILLS);
      await().atMost(BACK).until(() -> road.up() >= more || !process.isAlive());
      process.destroyForcibly().waitFor();
    }
    Process last = RoadCarMain.start(List.of(), own, keys, road.address(), id, content);
    assertThat(last.waitFor()).isZero();
    arrivedOnce();
  }

  /** What moves a device, and its connections do not move along. */
  private interface Move {
    void make(Namespace car) throws IOException, InterruptedException;
  }

  private void moves(Move move) throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "not run: a network namespace is made, which needs root");
    try (Namespace namespace = new Namespace();
        Road own = new Road(site.api(), SLOW, Duration.ofMillis(20), Town.NEIGHBOUR)) {
      Path there = folder.resolve(UUID.randomUUID().toString());
      Process process =
          RoadCarMain.start(namespace.prefix(), there, keys, own.address(), id, content);
      await().until(() -> own.up() > OCTETS / 3 || !process.isAlive());
      move.make(namespace);
      assertThat(process.waitFor()).isZero();
      assertThat(own.connections()).as("it came back another way").isGreaterThan(1);
      arrivedOnce();
    }
  }

  @Test
  void theCarGoesFromOneNetworkToAnother() throws Exception {
    moves(Namespace::losesTheFirstWay);
  }

  @Test
  void theNetworkGivesTheCarAnotherAddress() throws Exception {
    moves(Namespace::getsAnotherAddress);
  }
}
