package cetra.tools.bench;

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

/** {@code cetra bench record}. */
@Command(
    name = "record",
    description = {
      "The recorder and ffmpeg's copying segmenter on the same footage: CPU, memory and octets",
      "written. The recorder runs on the runtime and flags of `cetra image`. Exits 1 above a target."
    })
final class RecordCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;
  @Mixin private BenchDisk disk;

  @Option(
      names = "--image",
      paramLabel = "DIR",
      description = "As built by `cetra image` (${DEFAULT-VALUE}).")
  private Path image = Path.of("image");

  @Option(
      names = "--video",
      paramLabel = "FILE",
      description =
          "H.264 or H.265; else ffmpeg makes 1080p30 at 8 Mbit/s. It is played in a loop.")
  private @Nullable Path video;

  @Option(names = "--runs", description = "At full speed, 1 to 100 (${DEFAULT-VALUE}).")
  private int runs = 5;

  @Option(names = "--real-time-runs", description = "1 to 100 (${DEFAULT-VALUE}).")
  private int realTimeRuns = 1;

  @Option(names = "--seconds", description = "Of footage in a run, 10 to 3600 (${DEFAULT-VALUE}).")
  private int seconds = 120;

  @SuppressWarnings("NullAway.Init")
  RecordCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits.within("--runs", runs, 1, 100);
    Limits.within("--real-time-runs", realTimeRuns, 1, 100);
    Limits.within("--seconds", seconds, 10, 3600);
    AgentImage built = AgentImage.open(image);
    try (WorkFolder work = disk.work()) {
      Path footage = BenchVideo.of(video, work.path(), 60);
      RecordBench bench = new RecordBench(built, work, footage, Clock.systemUTC());
      RecordResult.Pair fast = bench.pair(runs, seconds, false);
      RecordResult.Pair real = bench.pair(realTimeRuns, seconds, true);
      RecordResult result = new RecordResult(fast, real, runs, realTimeRuns);
      output.print(spec, result, result.table());
      return result.good() ? 0 : 1;
    }
  }
}
