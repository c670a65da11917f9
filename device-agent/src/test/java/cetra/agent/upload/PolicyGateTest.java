package cetra.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.health.VehicleWatch;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.DataUse;
import cetra.hardware.BoardClock;
import cetra.hardware.NetworkLink;
import cetra.hardware.NetworkLink.Kind;
import cetra.hardware.VehiclePower;
import cetra.wire.config.ConfigFile;
import cetra.wire.message.LinkState;
import cetra.wire.order.Certainty;
import cetra.wire.order.Urgency;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
final class PolicyGateTest {
  private static final Clip CLIP =
      Clip.matched(
          "id", "order", "14366", RecordedCar.BOOT, 1, 2, Certainty.LIKELY, Issuer.at(10_000));
  private static final UploadPolicy POLICY =
      new UploadPolicy(
          List.of(Urgency.LIFE, Urgency.URGENT), List.of(Urgency.LIFE), 100, 10, 11.8, 85);

  /** A board whose state a test sets. */
  private static final class Board implements BoardClock {
    private long nanos;
    private NetworkLink.State network = new NetworkLink.State(Kind.WIFI, false);
    private VehiclePower.State power = new VehiclePower.State(true, 12.6, 40);
    private boolean broken;

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public Instant utc() {
      return Instant.EPOCH;
    }

    void pass(double seconds) {
      nanos += (long) (seconds * 1e9);
    }

    private void works() throws IOException {
      if (broken) {
        throw new IOException("test");
      }
    }

    NetworkLink link() {
      return new NetworkLink() {
        @Override
        public NetworkLink.State read() throws IOException {
          works();
          return network;
        }

        @Override
        public void close() {
          // nothing to close
        }
      };
    }

    VehiclePower supply() {
      return new VehiclePower() {
        @Override
        public VehiclePower.State read() throws IOException {
          works();
          return power;
        }

        @Override
        public void close() {
          // nothing to close
        }
      };
    }
  }

  private final Board board = new Board();
  private Database database;
  private DataUse use;
  private Clock clock = Clock.fixed(Instant.parse("2026-11-30T14:59:59Z"), ZoneId.of("Asia/Tokyo"));
  private Urgency urgency = Urgency.ROUTINE;
  private PolicyGate gate;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    gate = gate();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private PolicyGate gate() {
    use = new DataUse(database, clock);
    VehicleWatch watch = new VehicleWatch(board.link(), board.supply(), board);
    return new PolicyGate(POLICY, watch, use, clip -> urgency);
  }

  private String closed() {
    board.pass(2);
    return gate.closed(CLIP).orElse("");
  }

  private void mobile(boolean roaming) {
    board.network = new NetworkLink.State(Kind.MOBILE, roaming);
  }

  @ParameterizedTest
  @CsvSource({
    "WIRED, false, ROUTINE, ''",
    "WIFI, false, ROUTINE, ''",
    "NONE, false, ROUTINE, ''",
    "MOBILE, false, ROUTINE, waits for Wi-Fi",
    "MOBILE, false, URGENT, ''",
    "MOBILE, true, URGENT, roaming",
    "MOBILE, true, LIFE, ''"
  })
  void theOwnerSaysWhatMobileDataAreFor(Kind kind, boolean roaming, Urgency of, String why) {
    board.network = new NetworkLink.State(kind, roaming);
    urgency = of;
    assertThat(closed()).isEqualTo(why);
    assertThat(gate.state(CLIP).held()).isEqualTo(!why.isEmpty());
    assertThat(gate.state(CLIP).metered()).isEqualTo(kind == Kind.MOBILE);
  }

  @Test
  void aMonthsPlanIsKeptAndTheNextMonthHasItsOwn() {
    urgency = Urgency.URGENT;
    mobile(false);
    assertThat(closed()).isEmpty();
    assertThat(gate.left()).isEqualTo(100_000_000);
    gate.sent(99_999_999);
    assertThat(closed()).isEmpty();
    assertThat(gate.left()).isEqualTo(1);
    gate.sent(1);
    assertThat(closed()).isEqualTo("the month's 100 MB are used up");
    gate = gate();
    assertThat(closed()).as("after a restart").isNotEmpty();
    clock = Clock.offset(clock, Duration.ofSeconds(1)); // midnight in Tokyo
    gate = gate();
    assertThat(closed()).isEmpty();
  }

  @Test
  void whatGoesOverWifiCountsNot() {
    gate.sent(500_000_000);
    urgency = Urgency.URGENT;
    board.pass(2);
    mobile(false);
    assertThat(closed()).isEmpty();
    assertThat(gate.left()).isEqualTo(100_000_000);
  }

  @Test
  void theRelayLearnsOfThePlanInSteps() {
    urgency = Urgency.URGENT;
    mobile(false);
    assertThat(closed()).isEmpty();
    assertThat(gate.state(CLIP)).isEqualTo(new LinkState(true, false, false, 96_000_000L));
    gate.sent(3_000_000);
    assertThat(gate.state(CLIP).left()).isEqualTo(96_000_000);
    gate.sent(2_000_000);
    assertThat(gate.state(CLIP).left()).isEqualTo(80_000_000);
  }

  @Test
  void aParkedCarSendsForItsMinutesAndNoLonger() {
    board.power = new VehiclePower.State(false, 12.6, 40);
    assertThat(closed()).isEmpty();
    assertThat(gate.state(CLIP).leaving()).isTrue();
    board.pass(600);
    assertThat(closed()).isEqualTo("parked for more than 10 min");
    board.power = new VehiclePower.State(true, 12.6, 40);
    assertThat(closed()).isEmpty();
    board.power = new VehiclePower.State(false, 12.6, 40);
    assertThat(closed()).as("parked anew").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "11.7, 40, the battery has 11.7 V",
    "12.6, 85.5, it is 85.5 degrees hot",
    "11.8, 85, ''"
  })
  void theVehicleComesFirst(double volts, double celsius, String why) {
    board.power = new VehiclePower.State(true, volts, celsius);
    urgency = Urgency.LIFE;
    assertThat(closed()).isEqualTo(why);
  }

  @Test
  void whatIsUnknownOfTheVehicleStopsNothing() {
    board.power = new VehiclePower.State(true, Double.NaN, Double.NaN);
    assertThat(closed()).isEmpty();
  }

  @Test
  void aNetworkThatCannotBeToldCountsAsMobile() {
    board.broken = true;
    assertThat(closed()).isEqualTo("waits for Wi-Fi");
    board.broken = false;
    assertThat(closed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mobile_data, [\"always\"]",
    "month_megabytes, -1",
    "parked_minutes, 1441",
    "lowest_volts, 61",
    "hottest_celsius, 201"
  })
  void aWrongLimitIsNamed(String field, String value, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("cetra.toml");
    Files.writeString(file, "[upload]\n" + field + " = " + value + "\n");
    ConfigFile config = ConfigFile.read(file, Map.of());
    assertThatThrownBy(() -> config.section("upload", UploadPolicy.class))
        .hasMessageContaining("upload." + field)
        .hasMessageContaining("line 2");
  }

  @Test
  void theDefaultsCanBeRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("cetra.toml");
    Files.writeString(file, "");
    UploadPolicy policy = ConfigFile.read(file, Map.of()).section("upload", UploadPolicy.class);
    assertThat(policy.mobileData()).containsExactlyInAnyOrder(Urgency.values());
    assertThat(policy.roaming()).isEmpty();
    assertThat(policy.monthOctets()).isEqualTo(3_000_000_000L);
  }
}
