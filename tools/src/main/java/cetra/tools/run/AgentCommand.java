package cetra.tools.run;

import cetra.agent.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cetra agent}. */
@Command(name = "agent", description = "Runs one dashcam until it is stopped.")
public final class AgentCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      defaultValue = "cetra.toml",
      description = "Configuration with [agent], [consent] and [upload] (${DEFAULT-VALUE}).")
  private Path config = Path.of("cetra.toml");

  @Option(
      names = "--history",
      paramLabel = "SECONDS",
      description = "Simulated devices: how long ago they began, 0 to 86400 (${DEFAULT-VALUE}).")
  private int history;

  /** Made by the command line. */
  public AgentCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (history < 0 || history > Duration.ofDays(1).toSeconds()) {
      throw new IllegalArgumentException("--history " + history + " is not 0 to 86400 seconds");
    }
    Main.run(config, Duration.ofSeconds(history));
    return 0;
  }
}
