package cetra.wire.key;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Which certificates were taken back. */
@FunctionalInterface
public interface Revoked {
  /**
   * Since when a certificate counts no more; empty while it does.
   *
   * @throws IOException when that cannot be known; then nobody can be believed
   */
  Optional<Instant> since(X509Certificate certificate) throws IOException;

  /** Where nobody keeps a list. */
  static Revoked none() {
    return certificate -> Optional.empty();
  }
}
