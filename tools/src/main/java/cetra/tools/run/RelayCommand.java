package cetra.tools.run;

import cetra.agent.Running;
import cetra.relay.Relay;
import cetra.relay.RelayConfig;
import cetra.wire.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.tinylog.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cetra relay}. */
@Command(name = "relay", description = "Runs one relay, with its broker, until it is stopped.")
public final class RelayCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      defaultValue = "cetra.toml",
      description = "Configuration with [relay] (${DEFAULT-VALUE}).")
  private Path config = Path.of("cetra.toml");

  /** Made by the command line. */
  public RelayCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    ConfigFile file = ConfigFile.read(config, System.getenv());
    RelayConfig settings = file.section("relay", RelayConfig.class);
    try (Running running = new Running();
        Relay relay = Relay.start(settings, Clock.systemUTC())) {
      Logger.info("API {}", relay.api());
      Logger.info("broker {}", relay.broker());
      if (settings.consolePort() >= 0) {
        // the link itself is a key, and logs are read by many
        Logger.info("console: open the link in {}", settings.data().resolve("console.url"));
      }
      running.untilStopped();
    }
    return 0;
  }
}
