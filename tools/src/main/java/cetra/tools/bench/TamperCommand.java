package cetra.tools.bench;

import cetra.tools.image.WorkFolder;
import cetra.tools.tamper.TamperBench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra bench tamper}. */
@Command(
    name = "tamper",
    description = {
      "Tampers with packages that real agents have sealed, in twenty ways, and shows them to two",
      "verifiers: ours, and the one written from the format's description alone. Exits 1 when one",
      "misses anything, does not find the fragment, or they disagree. Needs python3 and openssl."
    })
final class TamperCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BenchOutput output;
  @Mixin private SecondVerifierOption verifier;

  @Option(names = "--mutations", description = "20 to 1000000 (${DEFAULT-VALUE}).")
  private int mutations = 10_000;

  @Option(names = "--clean", description = "Genuine packages, 4 to 10000 (${DEFAULT-VALUE}).")
  private int clean = 1000;

  @Option(names = "--boots", description = "Of each of two cars, 1 to 20 (${DEFAULT-VALUE}).")
  private int boots = 3;

  @Option(
      names = "--token",
      paramLabel = "URI",
      description = "One car's last key is made in this PKCS #11 token (RFC 7512).")
  private @Nullable String token;

  @Option(names = "--seed", description = "The same seed cuts the same clips (${DEFAULT-VALUE}).")
  private long seed = 20_261_125;

  @SuppressWarnings("NullAway.Init")
  TamperCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Limits.within("--mutations", mutations, 20, 1_000_000);
    Limits.within("--clean", clean, 4, 10_000);
    Limits.within("--boots", boots, 1, 20);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (WorkFolder work = WorkFolder.in(temporary)) {
      TamperBench.Result result =
          TamperBench.run(
              work.path(),
              verifier.path(),
              clean,
              mutations,
              boots,
              seed,
              Optional.ofNullable(token),
              Clock.systemUTC());
      output.print(spec, result, table(result));
      return result.good() ? 0 : 1;
    }
  }

  private static List<String> table(TamperBench.Result result) {
    List<String> table = new ArrayList<>();
    table.add(
        "%,d of %,d genuine packages are authentic to both"
            .formatted(result.authentic(), result.clean()));
    TamperBench.Origins of = result.origins();
    table.add(
        "of these with a gap %,d, recovered after a cut %,d, of an earlier key %,d, by a token %,d"
            .formatted(of.gaps(), of.recovered(), of.rotated(), of.token()));
    table.add("tampering                          done  detected   located    agreed");
    result.kinds().forEach(kind -> table.add(line(kind)));
    table.addAll(result.differences());
    return table;
  }

  private static String line(TamperBench.Kind kind) {
    return "%-32s %6d %9d %9d %9d"
        .formatted(kind.kind(), kind.done(), kind.detected(), kind.located(), kind.agreed());
  }
}
