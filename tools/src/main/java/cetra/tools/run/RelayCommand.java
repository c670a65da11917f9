package cetra.tools.run;

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
    try (Running running = new Running();
        Relay relay = Relay.start(file.section("relay", RelayConfig.class), Clock.systemUTC())) {
      Logger.info("API {}", relay.api());
      Logger.info("broker {}", relay.broker());
      if (relay.console() != null) {
        Logger.info("console {}", relay.console());
      }
      running.untilStopped();
    }
    return 0;
  }
}
