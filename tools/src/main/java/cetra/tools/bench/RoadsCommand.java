package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.tools.road.RoadBench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench roads}. */
@Command(
    name = "roads",
    description = {
      "Uploads packages from the device's queue to a relay over a proxy that lets octets through as",
      "recorded mobile links did, in real time: beside the least time that each recording allows,",
      "and what goes up twice when the connection is cut again and again. Exits 1 above 1.15 times",
      "in the median, or above 5 %% more of the longest under the cuts."
    })
final class RoadsCommand implements Callable<Integer> {
  private static final double TIMES = 1.15;
  private static final double RESENT = 0.05;

  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;
  @Mixin private BenchDisk disk;

  @Option(
      names = "--traces",
      paramLabel = "PATH",
      description = "Recordings, seconds and Mbit/s a line; else twelve are made up.")
  private @Nullable Path traces;

  @Option(names = "--megabytes", split = ",", description = "1 to 1000 (${DEFAULT-VALUE}).")
  private List<Integer> megabytes = List.of(5, 25);

  @Option(names = "--cuts", description = "Of each upload, 1 to 1000 (${DEFAULT-VALUE}).")
  private int cuts = 50;

  @Option(names = "--rtt", paramLabel = "MS", description = "0 to 2000 (${DEFAULT-VALUE}).")
  private int roundTrip = 60;

  @SuppressWarnings("NullAway.Init")
  RoadsCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits.within("--cuts", cuts, 1, 1000);
    Limits.within("--rtt", roundTrip, 0, 2000);
    for (int each : megabytes) {
      Limits.within("--megabytes", each, 1, 1000);
    }
    try (WorkFolder work = disk.work()) {
      List<RoadBench.Run> runs =
          RoadBench.run(
              work.path(),
              new RoadBench.Plan(traces, Duration.ofMillis(roundTrip), megabytes, cuts),
              Clock.systemUTC());
      List<RoadBench.Run> whole = runs.stream().filter(run -> run.cuts() == 0).toList();
      double ratio = median(whole, RoadBench.Run::ratio);
      long longest = whole.stream().mapToLong(RoadBench.Run::octets).max().orElseThrow();
      double resent =
          median(of(runs, longest, cuts), RoadBench.Run::more)
              - median(of(runs, longest, 0), RoadBench.Run::more);
      output.print(spec, runs, table(runs, ratio, resent));
      return ratio <= TIMES && resent <= RESENT ? 0 : 1;
    }
  }

  private static List<String> table(List<RoadBench.Run> runs, double ratio, double resent) {
    List<String> table = new ArrayList<>();
    table.add("road                   MB  cuts   least s    took s   times   more up");
    for (RoadBench.Run run : runs) {
      table.add(
          "%-20s %4d %5d %9.1f %9.1f %7.3f %8.2f %%"
              .formatted(
                  run.trace(),
                  run.octets() / 1_000_000,
                  run.cuts(),
                  run.least(),
                  run.took(),
                  run.ratio(),
                  100 * run.more()));
    }
    Map<String, List<RoadBench.Run>> series =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    run -> "%d MB, %d cuts".formatted(run.octets() / 1_000_000, run.cuts()),
                    TreeMap::new,
                    Collectors.toList()));
    series.forEach(
        (name, of) ->
            table.add(
                "median of %-16s %.3f times, %.2f %% more up"
                    .formatted(
                        name,
                        median(of, RoadBench.Run::ratio),
                        100 * median(of, RoadBench.Run::more))));
    table.add("times the least, uncut (1.15)     %.3f".formatted(ratio));
    table.add("sent again because of cuts, of the longest (5 %%)  %.2f %%".formatted(100 * resent));
    return table;
  }

  private static List<RoadBench.Run> of(List<RoadBench.Run> runs, long octets, int cuts) {
    return runs.stream().filter(run -> run.octets() == octets && run.cuts() == cuts).toList();
  }

  private static double median(List<RoadBench.Run> runs, ToDoubleFunction<RoadBench.Run> figure) {
    return Median.of(runs.stream().mapToDouble(figure).boxed().toList());
  }
}
