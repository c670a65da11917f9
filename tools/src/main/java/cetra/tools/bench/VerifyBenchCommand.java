package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.tools.tamper.VerifyBench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench verify}. */
@Command(
    name = "verify",
    description = {
      "How long a package of a minute at 8 Mbit/s takes to verify, in a JVM that runs, beside",
      "`openssl dgst -sha256` over the same file, and the second verifier. Exits 1 above twice",
      "openssl's time, or when the manifest is more than 1 %% of the clip."
    })
final class VerifyBenchCommand implements Callable<Integer> {
  private static final int SECONDS = 60;
  private static final double TIMES = 2;
  private static final double SHARE = 0.01;

  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;
  @Mixin private SecondVerifierOption verifier;

  @Option(names = "--runs", description = "5 to 1000 (${DEFAULT-VALUE}).")
  private int runs = 9;

  @SuppressWarnings("NullAway.Init")
  VerifyBenchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits.within("--runs", runs, 5, 1000);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (WorkFolder work = WorkFolder.in(temporary)) {
      VerifyBench.Result result =
          VerifyBench.run(
              work.fresh("clips"),
              BenchVideo.of(null, work.path(), SECONDS),
              verifier.path(),
              runs,
              Clock.systemUTC());
      double ratio = Median.of(result.ours()) / Median.of(result.openssl());
      output.print(
          spec,
          result,
          List.of(
              "a package of %,d octets, ms".formatted(result.octets()),
              line("ours", result.ours()),
              line("openssl dgst -sha256", result.openssl()),
              line("the second, in Python", result.second()),
              "ratio (2)                %8.2f".formatted(ratio),
              "manifest, of the clip (1 %%) %5.2f %%".formatted(100 * result.manifestShare())));
      return ratio <= TIMES && result.manifestShare() <= SHARE ? 0 : 1;
    }
  }

  private static String line(String what, List<Double> seconds) {
    return "%-24s %8.1f".formatted(what, 1000 * Median.of(seconds));
  }
}
