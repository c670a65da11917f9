package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.tools.tamper.VerifyBench;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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

  @Option(names = "--runs", description = "5 to 1000 (${DEFAULT-VALUE}).")
  private int runs = 9;

  @Option(
      names = "--verifier",
      paramLabel = "FILE",
      description = "The second verifier (${DEFAULT-VALUE}).")
  private Path verifier =
      Path.of(System.getProperty("cetra.home", "."), "tools/verify-independent/verify.py");

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  VerifyBenchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    MemoryCommand.within("--runs", runs, 5, 1000);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (WorkFolder work = WorkFolder.in(temporary)) {
      VerifyBench.Result result =
          VerifyBench.run(
              work.fresh("clips"),
              BenchVideo.of(null, work.path(), SECONDS),
              verifier,
              runs,
              Clock.systemUTC());
      double ratio = Median.of(result.ours()) / Median.of(result.openssl());
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Json.text(result));
      } else {
        out.println("a package of %,d octets, ms".formatted(result.octets()));
        out.println("ours                     %8.1f".formatted(1000 * Median.of(result.ours())));
        out.println("openssl dgst -sha256     %8.1f".formatted(1000 * Median.of(result.openssl())));
        out.println("the second, in Python    %8.1f".formatted(1000 * Median.of(result.second())));
        out.println("ratio (2)                %8.2f".formatted(ratio));
        out.println(
            "manifest, of the clip (1 %%) %5.2f %%".formatted(100 * result.manifestShare()));
      }
      out.flush();
      return ratio <= TIMES && result.manifestShare() <= SHARE ? 0 : 1;
    }
  }
}
