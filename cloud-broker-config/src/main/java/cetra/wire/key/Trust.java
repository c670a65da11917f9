package cetra.wire.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Whom evidence is checked against, as one PEM file.
 *
 * @param authorities who names devices
 * @param root the operator's key, which vouches for the keepers of logs; empty where it is not
 *     known, and then nothing that a log says can be judged
 */
public record Trust(List<X509Certificate> authorities, Optional<PublicKey> root) {
  /** Copies the list. */
  public Trust {
    authorities = List.copyOf(authorities);
  }

  /**
   * Reads what {@link #write} wrote; a file of certificates alone is good too.
   *
   * @throws IOException when it is not there or holds no certificate; names it
   */
  public static Trust read(Path file) throws IOException {
    return new Trust(Pem.certificates(file), Pem.firstPublicKey(file, "Ed25519"));
  }

  /** What the owner of some keys trusts. */
  public static Trust of(IdentityFolder keys) throws IOException {
    return new Trust(keys.trusted(), Optional.of(keys.operatorRoot()));
  }

  /** Writes the certificates and the operator's key. */
  public void write(Path file) throws IOException {
    KeyFile.write(file, this);
  }
}
