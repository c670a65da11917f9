package cetra.tools.tamper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A PKCS #11 token without a chip: SoftHSM. One a process, for the library reads its configuration
 * once, from where the build says in {@code SOFTHSM2_CONF}.
 */
final class SoftToken {
  private static final Path MODULE = Path.of("/usr/lib/softhsm/libsofthsm2.so");
  private static final String PIN = "2468";

  private SoftToken() {}

  /** Makes it; what names a key in it. */
  static String make(Path folder) throws IOException, InterruptedException {
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(
        Path.of(System.getenv("SOFTHSM2_CONF")),
        "directories.tokendir = %s%nobjectstore.backend = file%n".formatted(tokens));
    Path pin = Files.writeString(folder.resolve("pin"), PIN + "\n");
    Process made =
        new ProcessBuilder(
                List.of(
                    "softhsm2-util",
                    "--init-token",
                    "--free",
                    "--label=cetra",
                    "--so-pin=1357",
                    "--pin=" + PIN))
            .inheritIO()
            .start();
    if (made.waitFor() != 0) {
      throw new IOException("softhsm2-util failed");
    }
    return "pkcs11:object=evidence?module-path=%s&pin-source=%s".formatted(MODULE, pin);
  }
}
