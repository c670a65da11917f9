package cetra.tools.bench;

import cetra.tools.fanout.CatchUp;
import cetra.tools.fanout.OrderFanout;
import cetra.tools.image.WorkFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench orders}. */
@Command(
    name = "orders",
    description = {
      "From the submission of an order to what each car decides, over Debian's Mosquitto with",
      "mutual TLS, beside its bare fan-out of the same octets to the same connections; and how a",
      "car that was away catches up. Exits 1 above a target."
    })
final class OrdersCommand implements Callable<Integer> {
  private static final int CATCH_UPS = 5;

  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;
  @Mixin private BenchDisk disk;

  @Option(names = "--cars", description = "Connected, 10 to 20000 (${DEFAULT-VALUE}).")
  private int cars = 10_000;

  @Option(
      names = "--deciders",
      description = {
        "Cars that decide, 2 to 1000 (${DEFAULT-VALUE}): the others only take what comes, since",
        "each has a processor of its own, and here they have but this machine's."
      })
  private int deciders = 4;

  @Option(names = "--orders", description = "5 to 150 (${DEFAULT-VALUE}).")
  private int orders = 30;

  @Option(
      names = "--warm",
      description = "Rounds of each before, 0 to 50: compilers need cores too (${DEFAULT-VALUE}).")
  private int warm = 30;

  @Option(names = "--entries", description = "Of the log, 10 to 1000000 (${DEFAULT-VALUE}).")
  private int entries = 100_000;

  @Option(names = "--live", description = "Of them not expired, 0 to 10000 (${DEFAULT-VALUE}).")
  private int live = 200;

  @SuppressWarnings("NullAway.Init")
  OrdersCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits.within("--cars", cars, 10, 20_000);
    Limits.within("--deciders", deciders, 2, Math.min(cars, 1000));
    Limits.within("--orders", orders, 5, 150);
    Limits.within("--warm", warm, 0, 50);
    Limits.within("--entries", entries, 10, 1_000_000);
    Limits.within("--live", live, 0, Math.min(entries, 10_000));
    Clock clock = Clock.systemUTC();
    try (WorkFolder work = disk.work()) {
      OrdersResult result =
          OrdersResult.of(cars, fanout(work, clock), entries, live, catchUp(work, clock));
      output.print(spec, result, result.table());
      return result.good() ? 0 : 1;
    }
  }

  /** Bare rounds before and after, so that a machine that gets slower shows. */
  private OrdersResult.Fanout fanout(WorkFolder work, Clock clock)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    List<OrderFanout.Times> bare = new ArrayList<>();
    try (OrderFanout town =
        OrderFanout.start(work.fresh("town"), cars, deciders, clock, err::println)) {
      bare.addAll(warm(town.bare(warm + orders / 2)));
      err.println("ordering …");
      List<OrderFanout.Times> ordered = warm(town.orders(warm + orders));
      bare.addAll(warm(town.bare(warm + orders / 2)));
      err.println(town.decided() + " decisions, each as the car had driven");
      return new OrdersResult.Fanout(bare, ordered);
    }
  }

  private List<OrderFanout.Times> warm(List<OrderFanout.Times> rounds) {
    return rounds.subList(warm, rounds.size());
  }

  private List<CatchUp.Cost> catchUp(WorkFolder work, Clock clock)
      throws IOException, InterruptedException {
    spec.commandLine().getErr().println("catching up …");
    List<CatchUp.Cost> costs = CatchUp.run(work.fresh("log"), entries, live, 1 + CATCH_UPS, clock);
    return costs.subList(1, costs.size());
  }
}
