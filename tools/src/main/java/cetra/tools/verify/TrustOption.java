package cetra.tools.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom to trust: a file that is named, or the nearest {@code trust.pem}. */
public final class TrustOption {
  private static final int FOLDERS_UP = 4;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "The operator's authorities and root key, PEM; else the nearest trust.pem.")
  private @Nullable Path trust;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public TrustOption() {}

  /** The file that says whom to trust of a package: the nearest is beside it or above. */
  public Path of(Path file) {
    return trust != null ? trust : nearest(file);
  }

  private static Path nearest(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    for (int up = 0; folder != null && up < FOLDERS_UP; up++) {
      Path found = folder.resolve("trust.pem");
      if (Files.exists(found)) {
        return found;
      }
      folder = folder.getParent();
    }
    throw new IllegalArgumentException(
        "no trust.pem at or above " + file + "; name the operator's authorities with --trust FILE");
  }
}
