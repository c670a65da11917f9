package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench index}. */
@Command(
    name = "index",
    description = {
      "How fast a lost index is rebuilt from the ring alone, its files read from the disk.",
      "Exits 1 above 2 s for 1,000 segments."
    })
final class IndexCommand implements Callable<Integer> {
  private static final double MOST_SECONDS_A_THOUSAND = 2;

  @Spec private CommandSpec spec;

  @Option(names = "--segments", description = "Of ten seconds, 10 to 100000 (${DEFAULT-VALUE}).")
  private int segments = 1000;

  @Option(names = "--runs", description = "1 to 100 (${DEFAULT-VALUE}).")
  private int runs = 5;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "On the disk to be measured (${DEFAULT-VALUE}).")
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  IndexCommand() {}

  /**
   * What was measured.
   *
   * @param segments in the ring
   * @param medianSeconds of a rebuild
   * @param secondsAThousand the same for 1,000 segments
   * @param runs how many rebuilds
   */
  record Result(int segments, double medianSeconds, double secondsAThousand, int runs) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    MemoryCommand.within("--segments", segments, 10, 100_000);
    MemoryCommand.within("--runs", runs, 1, 100);
    PrintWriter out = spec.commandLine().getOut();
    try (WorkFolder work = WorkFolder.in(folder)) {
      Result result = new IndexBench(work.path()).run(segments, runs);
      out.println(json ? Json.text(result) : words(result));
      out.flush();
      return result.secondsAThousand() <= MOST_SECONDS_A_THOUSAND ? 0 : 1;
    }
  }

  private static String words(Result result) {
    return "%d segments: %.2f s, %.2f s for 1,000 (median of %d; at most %.0f)"
        .formatted(
            result.segments(),
            result.medianSeconds(),
            result.secondsAThousand(),
            result.runs(),
            MOST_SECONDS_A_THOUSAND);
  }
}
