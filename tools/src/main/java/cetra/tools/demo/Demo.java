package cetra.tools.demo;

import cetra.relay.Relay;
import cetra.relay.RelayConfig;
import cetra.tools.order.RelayClient;
import cetra.wire.config.ConfigFile;
import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Relay, broker and cars, all real and all on this machine. The cars run in this process: each is
 * the whole agent with a ring, a database and a connection of its own, and eight more JVMs would
 * only measure how fast this machine starts JVMs. {@code cetra agent --config car-1.toml} runs one
 * alone.
 */
final class Demo implements AutoCloseable {
  private final Screen screen = new Screen();
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final List<DemoCar> cars = new ArrayList<>();
  private final DemoSetting setting;
  private final Clock clock;
  private final DemoFolder files;
  private final IdentityFolder issuer;
  private final Relay relay;

  private Demo(DemoSetting setting, String broker, Path folder, Clock clock)
      throws IOException, InterruptedException {
    this.setting = setting;
    this.clock = clock;
    try {
      this.files = started(DemoFolder.make(folder, clock.instant()));
      this.issuer = files.issuer(setting.scene().jurisdiction());
      ConfigFile config = ConfigFile.read(files.relay(broker), Map.of());
      screen.line("starting the relay and its " + broker + " broker …");
      this.relay = started(Relay.start(config.section("relay", RelayConfig.class), clock));
    } catch (IOException | RuntimeException | InterruptedException e) {
      close();
      throw e;
    }
  }

  /** Starts everything; nothing is left running when that fails. */
  static Demo start(DemoSetting setting, String broker, Path folder, Clock clock)
      throws IOException, InterruptedException {
    Demo demo = new Demo(setting, broker, folder, clock);
    try {
      demo.startCars();
      return demo;
    } catch (IOException | RuntimeException | InterruptedException e) {
      demo.close();
      throw e;
    }
  }

  /** Submits the order and follows it to its end. */
  DemoResult run() throws IOException, InterruptedException {
    try (RelayClient client = new RelayClient(relay.api(), issuer)) {
      DemoRun run = new DemoRun(setting, cars, client, screen, clock);
      DemoResult result = run.follow(DemoOrder.signed(setting.scene(), issuer, clock));
      new DemoReport(screen, files, relay.console()).print(run, result);
      return result;
    }
  }

  /** Shows the console in a browser where there is one. */
  void console() {
    URI page = relay.console();
    if (screen.terminal() && page != null) {
      Browser.open(page);
    }
    screen.line("Ctrl-C ends the demo.");
  }

  private void startCars() throws IOException, InterruptedException {
    for (CarPlan plan : setting.cars()) {
      Path config = files.car(plan, relay.broker().toString(), relay.api().toString());
      cars.add(started(DemoCar.start(plan, config, clock)));
    }
    long total = setting.cars().stream().map(CarPlan::history).mapToLong(Duration::toSeconds).sum();
    screen.follow(
        "recording the last minutes of %d cars".formatted(cars.size()),
        total,
        () -> cars.stream().mapToLong(DemoCar::caughtUpSeconds).sum());
  }

  private <T extends AutoCloseable> T started(T part) {
    running.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        screen.line("closing: " + e);
      }
    }
  }
}
