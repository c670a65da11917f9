package cetra.tools.run;

import cetra.agent.Agent;
import cetra.agent.AgentConfig;
import cetra.agent.consent.ConsentPolicy;
import cetra.wire.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.tinylog.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cetra agent}. */
@Command(name = "agent", description = "Runs one dashcam until it is stopped.")
public final class AgentCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      defaultValue = "cetra.toml",
      description = "Configuration with [agent] and [consent] (${DEFAULT-VALUE}).")
  private Path config = Path.of("cetra.toml");

  /** Made by the command line. */
  public AgentCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    ConfigFile file = ConfigFile.read(config, System.getenv());
    Clock clock = Clock.system(ZoneId.systemDefault());
    try (Agent agent =
        Agent.start(
            file.section("agent", AgentConfig.class),
            file.section("consent", ConsentPolicy.class),
            new SystemBoard(clock, Duration.ZERO),
            clock)) {
      Logger.info("dashcam {} is recording", agent.device());
      Running.untilStopped();
    }
    return 0;
  }
}
