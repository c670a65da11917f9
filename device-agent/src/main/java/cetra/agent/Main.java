package cetra.agent;

import cetra.agent.consent.ConsentPolicy;
import cetra.agent.upload.UploadPolicy;
import cetra.wire.config.ConfigFile;
import cetra.wire.config.FaultText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.tinylog.Logger;

/**
 * The dashcam as a program of its own, as it is flashed: the configuration file is its only
 * argument. Exit codes: 0 stopped, 1 failed, 2 wrong use or configuration.
 */
public final class Main {
  private Main() {}

  /** Runs until SIGTERM. */
  public static void main(String[] arguments) {
    System.exit(exitCode(arguments));
  }

  /**
   * Runs a dashcam until the process is told to end.
   *
   * @param config a file with the sections {@code [agent]}, {@code [consent]} and {@code [upload]}
   * @param history how long ago the boot began; simulated devices catch up on it
   * @throws InterruptedException when it was told to end, and everything is closed
   */
  public static void run(Path config, Duration history) throws IOException, InterruptedException {
    ConfigFile file = ConfigFile.read(config, System.getenv());
    Clock clock = Clock.system(ZoneId.systemDefault());
    try (Running running = new Running();
        Agent agent =
            Agent.start(
                file.section("agent", AgentConfig.class),
                file.section("consent", ConsentPolicy.class),
                file.section("upload", UploadPolicy.class),
                new SystemBoard(clock, history),
                clock)) {
      Logger.info("dashcam {} is recording", agent.device());
      running.untilStopped();
    }
  }

  private static int exitCode(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println(
          "usage: cetra-agent CONFIG, a cetra.toml with [agent], [consent] and [upload]");
      return 2;
    }
    try {
      run(Path.of(arguments[0]), Duration.ZERO);
      return 0;
    } catch (InterruptedException stopped) {
      return 0;
    } catch (IOException | RuntimeException e) {
      System.err.println("cetra-agent: " + FaultText.of(e));
      if (FaultText.inFull()) {
        e.printStackTrace();
      }
      return FaultText.exitCode(e);
    }
  }
}
