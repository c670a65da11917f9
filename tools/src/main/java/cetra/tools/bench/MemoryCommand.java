package cetra.tools.bench;

import cetra.tools.demo.Trial;
import cetra.tools.image.AgentImage;
import cetra.tools.image.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench memory}. */
@Command(
    name = "memory",
    description = {
      "What the whole agent takes of the memory, as built by `cetra image`, while it records,",
      "is connected and answers an order; and how fast it begins. Exits 1 above a target."
    })
final class MemoryCommand implements Callable<Integer> {
  private static final int SECONDS = 60;

  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;

  @Option(
      names = "--image",
      paramLabel = "DIR",
      description = "As built by `cetra image` (${DEFAULT-VALUE}).")
  private Path image = Path.of("image");

  @Option(
      names = "--broker",
      description = "embedded, or mosquitto for Debian's (${DEFAULT-VALUE}).")
  private String broker = "embedded";

  @Option(
      names = "--video",
      paramLabel = "FILE",
      description = "H.264 or H.265; else ffmpeg makes 1080p30 at 8 Mbit/s.")
  private @Nullable Path video;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where it records meanwhile (${DEFAULT-VALUE}).")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--samples", description = "Of memory, 5 to 1000 (${DEFAULT-VALUE}).")
  private int samples = 9;

  @Option(names = "--starts", description = "With and without cache, 1 to 100 (${DEFAULT-VALUE}).")
  private int starts = 5;

  @SuppressWarnings("NullAway.Init")
  MemoryCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits.within("--samples", samples, 5, 1000);
    Limits.within("--starts", starts, 1, 100);
    AgentImage built = AgentImage.open(image);
    Clock clock = Clock.systemUTC();
    try (WorkFolder work = WorkFolder.in(folder)) {
      Path footage = BenchVideo.of(video, work.path(), SECONDS);
      try (Trial trial = Trial.start(work.path().resolve("trial"), broker, clock)) {
        MemoryResult result = new MemoryBench(built, trial, footage, clock).run(samples, starts);
        output.print(spec, result, result.table());
        return result.good() ? 0 : 1;
      }
    }
  }
}
