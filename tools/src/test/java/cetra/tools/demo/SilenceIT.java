package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.Relay;
import cetra.relay.RelayConfig;
import cetra.tools.order.RelayClient;
import cetra.wire.config.ConfigFile;
import cetra.wire.key.IdentityFolder;
import cetra.wire.message.DeviceStatus;
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
          assertThat(about)
              .allMatch(m -> m.topic().equals(Topics.status(plan.device())))
              .allMatch(m -> m.octets() == DeviceStatus.BYTES);
        }
      }
    } finally {
      cars.forEach(DemoCar::close);
    }
  }

  private static boolean speaksOf(Wiretap.Heard message, CarPlan plan) {
    return message.topic().contains(plan.device()) || message.text().contains(plan.device());
  }
}
