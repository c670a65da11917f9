package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.tools.silence.SilentTown;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench silence}. */
@Command(
    name = "silence",
    description = {
      "Whether two classifiers can tell, from sizes, numbers and times of all that a car sends and",
      "gets, that it was there and refused from that it was not there; beside cars that say no,",
      "which they must be able to tell. Exits 1 when either is not so."
    })
final class SilenceCommand implements Callable<Integer> {
  private static final double SILENT = 0.55;
  private static final double LEAKING = 0.9;

  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;

  @Option(names = "--cars", description = "4 to 200 (${DEFAULT-VALUE}).")
  private int cars = 10;

  @Option(names = "--orders", description = "10 to 2000 (${DEFAULT-VALUE}).")
  private int orders = 100;

  @SuppressWarnings("NullAway.Init")
  SilenceCommand() {}

  @Override
  public Integer call() throws Exception {
    Limits.within("--cars", cars, 4, 200);
    Limits.within("--orders", orders, 10, 2000);
    Clock clock = Clock.systemUTC();
    try (WorkFolder work = WorkFolder.in(Path.of(System.getProperty("java.io.tmpdir")))) {
      SilentTown.Auc silent = SilentTown.run(work.fresh("silent"), cars, orders, false, clock);
      SilentTown.Auc leaking = SilentTown.run(work.fresh("leaking"), cars, orders, true, clock);
      output.print(
          spec,
          Map.of("silent", silent, "leaking", leaking),
          List.of(
              "area under the curve      logistic  boosted stumps",
              line("refusing (at most 0.55)", silent),
              line("saying no (0.9 or more)", leaking),
              "of " + silent.samples() + " device-orders each"));
      return silent.best() <= SILENT && leaking.best() >= LEAKING ? 0 : 1;
    }
  }

  private static String line(String who, SilentTown.Auc auc) {
    return "%-24s %9.3f %15.3f".formatted(who, auc.logistic(), auc.stumps());
  }
}
