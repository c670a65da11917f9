package cetra.tools.verify;

import cetra.wire.evidence.PackageVerifier;
import cetra.wire.key.Authority;
import cetra.wire.key.RevocationList;
import cetra.wire.key.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom to trust: a file that is named, or the nearest {@code trust.pem}; and whom no longer. */
public final class TrustOption {
  private static final int FOLDERS_UP = 4;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "The operator's authorities and root key, PEM; else the nearest trust.pem.")
  private @Nullable Path trust;

  @Option(
      names = "--crl",
      paramLabel = "FILE",
      description = "The certificates they have taken back, PEM; else ca.crl beside that file.")
  private @Nullable Path revoked;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public TrustOption() {}

  /** The file that says whom to trust of a package: the nearest is beside it or above. */
  public Path of(Path file) {
    return trust != null ? trust : nearest(file);
  }

  /**
   * A verifier that trusts whom {@link #of} says.
   *
   * @throws IOException when a file that was named is not there or not what it should be
   */
  public PackageVerifier verifier(Path file) throws IOException {
    Path anchor = of(file);
    if (revoked != null && !Files.exists(revoked)) {
      throw new NoSuchFileException(revoked.toString());
    }
    Path list = revoked != null ? revoked : anchor.resolveSibling(Authority.REVOKED_FILE);
    return new PackageVerifier(Trust.read(anchor), new RevocationList(list, anchor));
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
