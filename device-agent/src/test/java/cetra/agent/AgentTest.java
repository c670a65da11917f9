package cetra.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cetra.agent.consent.ConsentPolicy;
import cetra.agent.consent.OwnerPage;
import cetra.agent.index.HoldStore;
import cetra.agent.index.OrderStore;
import cetra.agent.record.Incident;
import cetra.agent.upload.UploadPolicy;
import cetra.wire.config.ConfigFault;
import cetra.wire.config.ConfigFile;
import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentTest {
  @TempDir Path folder;
  private final SimulatedBoard board = SimulatedBoard.bootedAgo(Duration.ofSeconds(25));

  @BeforeEach
  void makeKeys() throws IOException {
    KeyFile.write(folder.resolve("root.pub"), IdentityFolder.newEvidenceKey().getPublic());
    IdentityFolder.device(
        folder.resolve("keys"),
        "car0000000000001",
        Authority.create("operator", Instant.now()),
        folder.resolve("root.pub"),
        Instant.now());
  }

  private ConfigFile config(String... lines) throws IOException {
    Path file = folder.resolve("cetra.toml");
    Files.writeString(
        file,
        """
        [agent]
        data = "%s"
        keys = "%s"
        broker = "ssl://127.0.0.1:1"
        relay = "https://127.0.0.1:1"
        """
                .formatted(folder.resolve("data"), folder.resolve("keys"))
            + String.join("\n", lines));
    return ConfigFile.read(file, Map.of());
  }

  private Agent start(ConfigFile config) throws IOException {
    return Agent.start(
        config.section("agent", AgentConfig.class),
        config.section("consent", ConsentPolicy.class),
        config.section("upload", UploadPolicy.class),
        board,
        Clock.systemUTC());
  }

  /** SQLite keeps its write-ahead log while a connection is open, and removes it with the last. */
  private void nothingIsLeftRunning() throws IOException {
    if (Files.exists(folder.resolve("data"))) {
      try (Stream<Path> files = Files.list(folder.resolve("data"))) {
        assertThat(files.map(file -> String.valueOf(file.getFileName())))
            .isSubsetOf("index.sqlite", "ring", "clips", "lock");
      }
    }
  }

  @Test
  void recordsWithoutBrokerAndRelayAndGoesOnInTheSameRing() throws Exception {
    long first;
    try (Agent agent = start(config())) {
      await().atMost(Duration.ofSeconds(20)).until(() -> agent.recordedNanos() > 24_000_000_000L);
      assertThat(agent.device()).isEqualTo("car0000000000001");
      assertThat(agent.clips()).isEmpty();
      assertThat(agent.orders(OrderStore.State.RECEIVED)).isZero();
      assertThat(agent.ledger()).isEmpty();
      assertThat(folder.resolve("data/index.sqlite-wal")).exists();
    }
    nothingIsLeftRunning();
    try (Stream<Path> ring = Files.list(folder.resolve("data/ring"))) {
      first = ring.filter(file -> file.toString().endsWith(".mp4")).count();
    }
    assertThat(first).isGreaterThanOrEqualTo(3);
    try (Agent agent = start(config())) {
      await().atMost(Duration.ofSeconds(20)).until(() -> agent.recordedNanos() > 24_000_000_000L);
    }
    try (Stream<Path> ring = Files.list(folder.resolve("data/ring"))) {
      assertThat(ring.filter(file -> file.toString().endsWith(".mp4")).count())
          .isGreaterThanOrEqualTo(first + 3);
    }
  }

  @Test
  void servesItsOwnerAPageWhereItIsToldTo() throws Exception {
    Path link = folder.resolve("data").resolve(OwnerPage.LINK);
    try (Agent agent = start(config("owner_port = 0"));
        HttpClient client = HttpClient.newHttpClient()) {
      URI page = URI.create(Files.readString(link).strip());
      assertThat(
              client
                  .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                  .body())
          .contains("台帳");
      assertThat(agent.ledger()).isEmpty();
    }
    nothingIsLeftRunning();
  }

  @Test
  void theRingMayLieOnACardOfItsOwn() throws Exception {
    Path card = folder.resolve("card/cetra");
    try (Agent agent = start(config("ring = \"" + card + "\""))) {
      await().atMost(Duration.ofSeconds(20)).until(() -> agent.recordedNanos() > 0);
    }
    assertThat(card).isNotEmptyDirectory();
    assertThat(folder.resolve("data/ring")).doesNotExist();
  }

  @Test
  void aBlowAndTheDriversButtonKeepTheMinuteAroundThemOverARestart() throws Exception {
    String[] incidents = {
      "motion = \"simulated:?impacts=10\"", "panel = \"simulated:?presses=12\""
    };
    try (Agent agent = start(config(incidents))) {
      await().atMost(Duration.ofSeconds(20)).until(() -> agent.holds().size() == 2);
    }
    try (Agent agent = start(config())) {
      assertThat(agent.holds())
          .extracting(HoldStore.Hold::cause)
          .containsExactlyInAnyOrder(Incident.Cause.MOTION, Incident.Cause.BUTTON);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tls.key", "tls.crt", "ca.crt", "root.pub", "evidence.key", "evidence.crt"})
  void aMissingKeyIsNamedAndNothingIsLeftRunning(String key) throws IOException {
    Files.delete(folder.resolve("keys").resolve(key));
    assertThatThrownBy(() -> start(config()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("keys").resolve(key).toString());
    nothingIsLeftRunning();
  }

  @Test
  void aSecondAgentIsKeptOutOfTheFolderUntilTheFirstHasEnded() throws Exception {
    try (Agent first = start(config())) {
      assertThatThrownBy(() -> start(config()))
          .isInstanceOf(IOException.class)
          .hasMessage("another agent uses " + folder.resolve("data"));
      await().atMost(Duration.ofSeconds(20)).until(() -> first.recordedNanos() > 0);
    }
    start(config()).close();
    nothingIsLeftRunning();
  }

  @Test
  void aPanelThatDoesNotExistLeavesNothingRunning() throws IOException {
    assertThatThrownBy(() -> start(config("panel = \"wooden:\"")))
        .hasMessageContaining("no DriverPanel driver 'wooden'");
    nothingIsLeftRunning();
  }

  @Test
  void aRingThatIsNoFolderLeavesNothingRunning() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/ring"), "no folder");
    assertThatThrownBy(() -> start(config())).isInstanceOf(IOException.class);
    nothingIsLeftRunning();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region = \"Kanagawa!\"          | line 6, agent.region: region 'Kanagawa!' is not",
        "camera = \"webcam\"             | line 6, agent.camera: camera device 'webcam' names no driver",
        "gnss = \":\"                    | line 6, agent.gnss",
        "motion = \"\"                  | line 6, agent.motion",
        "motion_threshold = 0.5          | line 6, agent.motion_threshold: motion_threshold 0.5 is not 1 to 100",
        "ring_megabytes = 31             | line 6, agent.ring_megabytes: ring_megabytes 31 is not 32",
        "ring_megabytes = \"much\"       | line 6, agent.ring_megabytes",
        "floor_megabytes = -1            | line 6, agent.floor_megabytes",
        "ring_megabyte = 64              | line 6, agent.ring_megabyte",
        "[consent];ask_seconds = 4       | line 7, consent.ask_seconds: ask_seconds 4 is not 5 to 86400",
        "[consent];to_hour = 25          | consent.from_hour: from_hour and to_hour are 0 and 25",
        "[consent];mode = \"ask\"        | line 7, consent.mode",
        "[consent];zones = [{ latitude = 35, longitude = 139, radius = 100 }] | line 7, consent.zones",
      })
  void aWrongSettingIsNamedByFileLineAndField(String line, String message) throws IOException {
    ConfigFile config = config(line.replace(";", "\n"));
    assertThatThrownBy(() -> start(config))
        .isInstanceOf(ConfigFault.class)
        .hasMessageStartingWith(folder.resolve("cetra.toml").toString())
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "broker, tcp://127.0.0.1:1883",
    "broker, 127.0.0.1",
    "relay, http://127.0.0.1:80",
    "relay, https:"
  })
  void anAddressWithoutTlsIsRefused(String field, String address) throws IOException {
    Path file = folder.resolve("plain.toml");
    Files.writeString(file, "[agent]\n" + field + " = \"" + address + "\"\n");
    ConfigFile config = ConfigFile.read(file, Map.of());
    assertThatThrownBy(() -> config.section("agent", AgentConfig.class))
        .isInstanceOf(ConfigFault.class)
        .hasMessageContaining("agent." + field);
  }

  @Test
  void theDefaultsAreValid() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.toml"), "");
    ConfigFile config = ConfigFile.read(empty, Map.of());
    assertThat(config.section("agent", AgentConfig.class).ringMegabytes()).isEqualTo(4096);
    assertThat(config.section("consent", ConsentPolicy.class).mode())
        .isEqualTo(ConsentPolicy.Mode.PER_ORDER);
  }
}
