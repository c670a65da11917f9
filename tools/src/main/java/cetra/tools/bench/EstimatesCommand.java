package cetra.tools.bench;

import cetra.tools.road.EstimateBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench estimates}. */
@Command(
    name = "estimates",
    description = {
      "What the relay believes of a road, and what others would, beside what recorded mobile links",
      "then bore over 5, 15 and 60 seconds; a sample is what came in two."
    })
final class EstimatesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;

  @Option(
      names = "--traces",
      paramLabel = "PATH",
      description = "Recordings, seconds and Mbit/s a line; else twelve are made up.")
  private @Nullable Path traces;

  @SuppressWarnings("NullAway.Init")
  EstimatesCommand() {}

  @Override
  public Integer call() throws IOException {
    List<EstimateBench.Result> results = EstimateBench.run(traces);
    List<String> table = new ArrayList<>();
    table.add("over s  estimator             cases  off by, median  more than 20 % too high");
    results.forEach(result -> table.add(line(result)));
    output.print(spec, results, table);
    return 0;
  }

  private static String line(EstimateBench.Result result) {
    return "%6d  %-20s %6d %13.1f %% %22.1f %%"
        .formatted(
            result.horizon(),
            result.estimator(),
            result.cases(),
            100 * result.medianError(),
            100 * result.tooHigh());
  }
}
