package cetra.tools.bench;

import cetra.tools.image.AgentImage;
import cetra.tools.image.WorkFolder;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "On the disk to be measured (${DEFAULT-VALUE}).")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--runs", description = "At full speed, 1 to 100 (${DEFAULT-VALUE}).")
  private int runs = 5;

  @Option(names = "--real-time-runs", description = "1 to 100 (${DEFAULT-VALUE}).")
  private int realTimeRuns = 1;

  @Option(names = "--seconds", description = "Of footage in a run, 10 to 3600 (${DEFAULT-VALUE}).")
  private int seconds = 120;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  RecordCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    MemoryCommand.within("--runs", runs, 1, 100);
    MemoryCommand.within("--real-time-runs", realTimeRuns, 1, 100);
    MemoryCommand.within("--seconds", seconds, 10, 3600);
    AgentImage built = AgentImage.open(image);
    try (WorkFolder work = WorkFolder.in(folder)) {
      Path footage = BenchVideo.of(video, work.path(), 60);
      RecordBench bench = new RecordBench(built, work, footage, Clock.systemUTC());
      RecordResult.Pair fast = bench.pair(runs, seconds, false);
      RecordResult.Pair real = bench.pair(realTimeRuns, seconds, true);
      RecordResult result = new RecordResult(fast, real, runs, realTimeRuns);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(result));
      } else {
        result.table().forEach(out::println);
      }
      out.flush();
      return result.good() ? 0 : 1;
    }
  }
}
