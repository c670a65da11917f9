package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.Relay;
import cetra.relay.RelayConfig;
import cetra.tools.order.RelayClient;
import cetra.wire.config.ConfigFile;
import cetra.wire.hash.Hash;
import cetra.wire.key.IdentityFolder;
import cetra.wire.message.Commitment;
import cetra.wire.message.DeviceStatus;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who was not there, and whose owner gives nothing, says nothing; shown by all MQTT traffic. */
final class SilenceIT {
  @TempDir Path folder;

  @Test
  void onlyCarsThatOfferAreHeard() throws Exception {
    Clock clock = Clock.systemUTC();
    Town town = new Town(clock.instant(), Duration.ofSeconds(100));
    DemoSetting setting = new DemoSetting(town.scene(), town.cars(1, 4));
    Path demo = folder.resolve("demo");
    DemoFolder files = DemoFolder.make(demo, clock.instant());
    IdentityFolder issuer = files.issuer(town.scene().jurisdiction());
    List<DemoCar> cars = new ArrayList<>();
    RelayConfig config =
        ConfigFile.read(files.relay("embedded"), Map.of()).section("relay", RelayConfig.class);
    try (Relay relay = Relay.start(config, clock);
        Wiretap tap = new Wiretap(demo, folder.resolve("tap"), relay.broker());
        RelayClient client = new RelayClient(relay.api(), issuer)) {
      for (CarPlan plan : setting.cars()) {
        Path car = files.car(plan, relay.broker().toString(), relay.api().toString());
        cars.add(DemoCar.start(plan, car, clock));
      }
      new Screen()
          .follow("recording", 400, () -> cars.stream().mapToLong(DemoCar::caughtUpSeconds).sum());
      DemoRun run = new DemoRun(setting, cars, client, new Screen(), clock);
      DemoResult result = run.follow(DemoOrder.signed(setting.scene(), issuer, clock));

      assertThat(result.offered()).isEqualTo(1);
      assertThat(result.verified()).isEqualTo(1);
      for (CarPlan plan : setting.cars()) {
        List<Wiretap.Heard> about =
            tap.heard().stream().filter(message -> speaksOf(message, plan)).toList();
        if (plan.offers()) {
          assertThat(about).anyMatch(m -> m.topic().equals(Topics.offers(plan.device())));
        } else {
          assertThat(about).allMatch(m -> saysNothing(m, plan.device()));
        }
      }
    } finally {
      cars.forEach(DemoCar::close);
    }
  }

  /** What every car says at fixed intervals, in messages of fixed size. */
  private static boolean saysNothing(Wiretap.Heard message, String device) {
    boolean heartbeat =
        message.topic().equals(Topics.status(device)) && message.octets() == DeviceStatus.BYTES;
    int hash = Json.bytes(Commitment.of(Hash.over(new byte[0]))).length;
    boolean commitment =
        message.topic().equals(Topics.commitments(device)) && message.octets() == hash;
    return heartbeat || commitment;
  }

  private static boolean speaksOf(Wiretap.Heard message, CarPlan plan) {
    return message.topic().contains(plan.device()) || message.text().contains(plan.device());
  }
}
