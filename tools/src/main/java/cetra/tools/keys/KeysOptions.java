package cetra.tools.keys;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where keys go, and whose authority vouches for them. */
final class KeysOptions {
  @Parameters(paramLabel = "FOLDER", description = "Where to put them.")
  private Path folder = Path.of("");

  @Option(names = "--operator", required = true, description = "The operator's folder.")
  private Path operator = Path.of("");

  Path folder() {
    return folder;
  }

  Operator operator() throws IOException {
    return Operator.load(operator);
  }
}
