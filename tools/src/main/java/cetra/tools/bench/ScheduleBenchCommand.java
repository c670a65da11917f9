package cetra.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench schedule}. */
@Command(
    name = "schedule",
    description = {
      "The relay's upload plan over 1,000 to 1,000,000 offers that wait, with the relay's own",
      "flags of the JVM. Exits 1 above a target."
    })
final class ScheduleBenchCommand implements Callable<Integer> {
  private static final int[] OFFERS = {1000, 10_000, 100_000, 1_000_000};
  private static final int TARGET_OFFERS = 100_000;
  private static final double PLAN_MILLIS = 6;
  private static final double EVENT_MICROS = 20;

  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;

  @Option(names = "--plans", description = "Of each size, 20 to 10000 (${DEFAULT-VALUE}).")
  private int plans = 200;

  @SuppressWarnings("NullAway.Init")
  ScheduleBenchCommand() {}

  @Override
  public Integer call() {
    Limits.within("--plans", plans, 20, 10_000);
    List<ScheduleBench.Result> results = new ArrayList<>();
    for (int offers : OFFERS) {
      results.add(new ScheduleBench(offers, Math.max(offers / 5, 1)).run(plans));
    }
    List<String> table = new ArrayList<>();
    table.add("    offers  plan ms: median      p99  event µs, p99  bytes an offer");
    results.forEach(result -> table.add(line(result)));
    table.add("of 100,000 offers of 20,000 devices wanted: p99 6 ms, 20 µs");
    output.print(spec, results, table);
    return results.stream().allMatch(ScheduleBenchCommand::good) ? 0 : 1;
  }

  private static String line(ScheduleBench.Result result) {
    return "%,10d %16.3f %8.3f %14.2f %15.0f"
        .formatted(
            result.offers(),
            result.planMedian(),
            result.planP99(),
            result.eventP99(),
            result.bytesPerOffer());
  }

  private static boolean good(ScheduleBench.Result result) {
    return result.offers() != TARGET_OFFERS
        || (result.planP99() <= PLAN_MILLIS && result.eventP99() <= EVENT_MICROS);
  }
}
