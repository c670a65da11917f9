package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.wire.order.Scene;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench match}. */
@Command(
    name = "match",
    description = {
      "The device's index and matcher over days of driving at 10 fixes a second, beside a scan of",
      "every fix and beside SQLite with an index over time. Exits 1 above a target."
    })
final class MatchBenchCommand implements Callable<Integer> {
  /** A scan takes seconds, so fewer orders are scanned. */
  private static final int SCANS = 7;

  private static final int BY_TIME = 40;

  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;
  @Mixin private BenchDisk disk;

  @Option(names = "--days", description = "Of driving, 1 to 30 (${DEFAULT-VALUE}).")
  private int days = 7;

  @Option(names = "--orders", description = "100 to 100000 (${DEFAULT-VALUE}).")
  private int orders = 1000;

  @Option(names = "--seed", description = "The same seed is the same week (${DEFAULT-VALUE}).")
  private long seed = 20_261_125;

  @SuppressWarnings("NullAway.Init")
  MatchBenchCommand() {}

  @Override
  public Integer call() throws IOException {
    Limits.within("--days", days, 1, 30);
    Limits.within("--orders", orders, 100, 100_000);
    PrintWriter err = spec.commandLine().getErr();
    try (WorkFolder work = disk.work();
        MatchBench bench = new MatchBench(work.path(), days)) {
      err.println("driving for " + days + " days …");
      WeekOfDriving car = new WeekOfDriving(seed);
      double share = bench.fill(car);
      err.println("searching …");
      Random random = new Random(seed);
      bench.indexed(bench.scenes(random, orders)); // compiled by then, as in a car that runs
      List<Scene> scenes = bench.scenes(random, orders);
      MatchResult result =
          new MatchResult(
              bench.fixes(),
              bench.bytes(),
              share,
              bench.agree(scenes.subList(0, SCANS)),
              bench.indexed(scenes),
              bench.byTime(scenes.subList(0, BY_TIME)),
              bench.scanned(scenes.subList(0, SCANS)),
              MatchBench.standing(random, 1000, scenes, car.next(600)),
              MatchBench.standing(random, 100_000, scenes, car.next(600)));
      err.println(bench.found() + " of all searches found something");
      output.print(spec, result.figures(), result.table());
      return result.good() ? 0 : 1;
    }
  }
}
