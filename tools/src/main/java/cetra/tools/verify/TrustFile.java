package cetra.tools.verify;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the file lies that says whom to trust. */
public final class TrustFile {
  private static final int FOLDERS_UP = 4;

  private TrustFile() {}

  /** The nearest {@code trust.pem}, in the folder of a file or one above it. */
  public static Path nearest(Path file) {
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
