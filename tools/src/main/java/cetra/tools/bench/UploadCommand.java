package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.tools.throughput.UploadBench;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench upload}. */
@Command(
    name = "upload",
    description = {
      "Uploads to the relay, which hashes and forces them, beside the same files to nginx's WebDAV,",
      "forced afterwards; both with mutual TLS, by curl, in turns. Exits 1 below 0.8 of nginx's",
      "throughput."
    })
final class UploadCommand implements Callable<Integer> {
  private static final double SHARE = 0.8;
  private static final double MEGABYTE = 1e6;

  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;
  @Mixin private BenchDisk disk;

  @Option(names = "--uploads", split = ",", description = "At once (${DEFAULT-VALUE}).")
  private List<Integer> uploads = List.of(1, 16, 256);

  @Option(names = "--megabytes", description = "Of all together, 1 to 2000 (${DEFAULT-VALUE}).")
  private int megabytes = 512;

  @Option(names = "--runs", description = "5 to 1000 (${DEFAULT-VALUE}).")
  private int runs = 5;

  @Option(
      names = "--warm",
      description = {
        "Rounds before, which are not counted, 0 to 1000 (${DEFAULT-VALUE}): a relay runs for",
        "months, and its first gigabytes are shared with the compiler."
      })
  private int warm = 12;

  @SuppressWarnings("NullAway.Init")
  UploadCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits.within("--runs", runs, 5, 1000);
    Limits.within("--warm", warm, 0, 1000);
    Limits.within("--megabytes", megabytes, 1, 2000);
    for (int each : uploads) {
      Limits.within("--uploads", each, 1, 1000);
    }
    List<List<UploadBench.Round>> all = new ArrayList<>();
    try (WorkFolder work = disk.work();
        UploadBench bench =
            UploadBench.start(work.path(), Clock.systemUTC(), Collections.max(uploads))) {
      for (int each : uploads) {
        long octets = Math.max(1, megabytes * 1_000_000L / each);
        bench.warm(each, octets, warm);
        bench.round(each, octets); // nginx finds cold files
        List<UploadBench.Round> rounds = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
          rounds.add(bench.round(each, octets));
        }
        all.add(rounds);
      }
    }
    output.print(spec, all, table(all));
    return all.stream().allMatch(rounds -> share(rounds) >= SHARE) ? 0 : 1;
  }

  private static List<String> table(List<List<UploadBench.Round>> all) {
    List<String> table = new ArrayList<>();
    table.add(
        "at once  MB each   relay MB/s  nginx MB/s  share (0.8)   CPU s/GB: relay   nginx   MiB an upload: relay");
    for (List<UploadBench.Round> rounds : all) {
      UploadBench.Round any = rounds.getFirst();
      double gigabytes = any.uploads() * (double) any.octets() / 1e9;
      table.add(
          "%7d %8.1f %12.1f %11.1f %12.2f %17.2f %7.2f %22.2f"
              .formatted(
                  any.uploads(),
                  any.octets() / MEGABYTE,
                  gigabytes * 1000 / median(rounds, round -> round.relay().seconds()),
                  gigabytes * 1000 / median(rounds, round -> round.nginx().seconds()),
                  share(rounds),
                  median(rounds, round -> round.relay().cpuSeconds()) / gigabytes,
                  median(rounds, round -> round.nginx().cpuSeconds()) / gigabytes,
                  rounds.stream().mapToDouble(round -> round.relay().memoryMiB()).max().orElse(0)
                      / any.uploads()));
    }
    return table;
  }

  private static double share(List<UploadBench.Round> rounds) {
    return median(rounds, round -> round.nginx().seconds())
        / median(rounds, round -> round.relay().seconds());
  }

  private static double median(
      List<UploadBench.Round> rounds, ToDoubleFunction<UploadBench.Round> figure) {
    return Median.of(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
