package cetra.wire.key;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** Where a device's evidence key is kept. */
interface KeyPlace {
  /** A new pair, not kept yet. */
  KeyPair make() throws IOException;

  /** Keeps a pair that was made here, instead of the one before. */
  void keep(KeyPair pair, X509Certificate certificate) throws IOException;

  /**
   * The key that is kept.
   *
   * @throws IOException when there is none, or it does not open; names it and the way out
   */
  PrivateKey open() throws IOException;

  /** As manifests name it. */
  String kind();
}
