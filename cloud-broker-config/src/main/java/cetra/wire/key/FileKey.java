package cetra.wire.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * An Ed25519 key in a file that its owner alone may read.
 *
 * @param file PKCS #8 in PEM
 */
record FileKey(Path file) implements KeyPlace {
  @Override
  public KeyPair make() {
    return IdentityFolder.newEvidenceKey();
  }

  @Override
  public void keep(KeyPair pair, X509Certificate certificate) throws IOException {
    KeyFile.writePrivate(file, pair.getPrivate());
  }

  @Override
  public PrivateKey open() throws IOException {
    return Pem.privateKey(file, "Ed25519");
  }

  @Override
  public String kind() {
    return "software";
  }
}
