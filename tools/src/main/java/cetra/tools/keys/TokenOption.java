package cetra.tools.keys;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which token an evidence key is to be. */
final class TokenOption {
  @Option(
      names = "--token",
      paramLabel = "URI",
      description = {
        "Keep the evidence key in a PKCS #11 token, such as a TPM (RFC 7512):",
        "pkcs11:slot-id=NUMBER;object=LABEL?module-path=FILE&pin-source=FILE"
      })
  private @Nullable String uri;

  Optional<String> uri() {
    return Optional.ofNullable(uri);
  }
}
