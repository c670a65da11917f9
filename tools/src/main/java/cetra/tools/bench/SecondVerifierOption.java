package cetra.tools.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the verifier lies that was written from the format's description alone. */
final class SecondVerifierOption {
  @Option(
      names = "--verifier",
      paramLabel = "FILE",
      description = "The second verifier (${DEFAULT-VALUE}).")
  private Path verifier =
      Path.of(System.getProperty("cetra.home", "."), "tools/verify-independent/verify.py");

  @SuppressWarnings("NullAway.Init")
  SecondVerifierOption() {}

  Path path() {
    return verifier;
  }
}
