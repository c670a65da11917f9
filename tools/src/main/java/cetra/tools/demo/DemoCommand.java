package cetra.tools.demo;

import cetra.agent.Running;
import cetra.wire.message.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra demo}. */
@Command(
    name = "demo",
    description = {
      "The main job: a town of simulated cars, an order for one crossing, a verified clip.",
      "Stays until Ctrl-C, so that the console can be looked at; --once ends when it is done."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int MOST_CARS = 64;

  @Spec private CommandSpec spec;

  @Option(names = "--cars", description = "How many cars, 1 to 64 (${DEFAULT-VALUE}).")
  private int cars = 8;

  @Option(
      names = "--history",
      paramLabel = "SECONDS",
      description =
          "How much is already recorded when the order comes, 90 to 3600 (${DEFAULT-VALUE}).")
  private int history = 120;

  @Option(names = "--once", description = "End when it is done.")
  private boolean once;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Option(
      names = "--broker",
      description = "embedded, artemis, or mosquitto for Debian's (${DEFAULT-VALUE}).")
  private String broker = "embedded";

  @Option(names = "--video", paramLabel = "FILE", description = "Real footage for car 1.")
  private @Nullable Path video;

  @Option(
      names = "--nmea",
      paramLabel = "FILE",
      description = "A real drive for car 1; it is shifted to end now.")
  private @Nullable Path nmea;

  @Option(names = "--folder", description = "Where its files go (${DEFAULT-VALUE}).")
  private Path folder = Path.of("demo");

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    Clock clock = Clock.system(ZoneId.systemDefault());
    try (Running running = new Running();
        Demo demo =
            Demo.start(DemoSetting.of(cars, history, video, nmea, clock), broker, folder, clock)) {
      DemoResult result = demo.run();
      if (json) {
        spec.commandLine().getOut().println(Json.text(result));
        spec.commandLine().getOut().flush();
      }
      if (!once) {
        demo.console();
        running.untilStopped();
      }
      return result.good() ? 0 : 1;
    }
  }

  private void check() {
    if (cars < 1 || cars > MOST_CARS) {
      throw new IllegalArgumentException("--cars " + cars + " is not 1 to " + MOST_CARS);
    }
    if (history < 90 || history > Duration.ofHours(1).toSeconds()) {
      throw new IllegalArgumentException("--history " + history + " is not 90 to 3600 seconds");
    }
    if ((video == null) != (nmea == null)) {
      throw new IllegalArgumentException(
          "--video and --nmea go together: footage without a drive is nowhere");
    }
  }
}
