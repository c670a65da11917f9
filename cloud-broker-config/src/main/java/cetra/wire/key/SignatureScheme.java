package cetra.wire.key;

import com.nimbusds.jose.JWSAlgorithm;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * How a key signs: Ed25519 where a file holds it, ES256 where a token does. The key alone says
 * which; no message chooses. A signature has 64 octets by either.
 */
public enum SignatureScheme {
  /** Pure Ed25519 (RFC 8032). */
  ED25519,
  /** ECDSA over P-256 with SHA-256 (RFC 7518 section 3.4), the lower s alone. */
  ES256;

  /** By which a key signs. */
  public static SignatureScheme of(Key key) {
    return key.getAlgorithm().equals("EC") ? ES256 : ED25519;
  }

  /**
   * Signs the very bytes given, by the key's scheme.
   *
   * @throws IllegalArgumentException when the key can sign by neither
   */
  public static byte[] sign(PrivateKey key, byte[] message) {
    return of(key) == ES256 ? Es256.sign(key, message) : Ed25519.sign(key, message);
  }

  /** Whether the signature over the very bytes given is the key's, by the key's scheme. */
  public static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    return of(key) == ES256
        ? Es256.verify(key, message, signed)
        : Ed25519.verify(key, message, signed);
  }

  /** Its name in a JOSE header (RFC 9864, RFC 7518). */
  JWSAlgorithm algorithm() {
    return this == ES256 ? JWSAlgorithm.ES256 : JWSAlgorithm.Ed25519;
  }
}
