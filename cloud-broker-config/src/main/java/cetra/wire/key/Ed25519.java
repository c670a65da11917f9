package cetra.wire.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Pure Ed25519 signatures (RFC 8032) by the JDK, and public keys as RFC 8037 writes them. */
public final class Ed25519 {
  /** Octets of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_BYTES = 32;

  private Ed25519() {}

  /**
   * Signs the very bytes given.
   *
   * @throws IllegalArgumentException when the key is no Ed25519 key
   */
  public static byte[] sign(PrivateKey key, byte[] message) {
    return JdkSignature.sign(ALGORITHM, key, message);
  }

  /** Whether the signature over the very bytes given is the key's. */
  public static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    return JdkSignature.verify(ALGORITHM, key, message, signed);
  }

  /** The public key as RFC 8037 section 2 writes it: base64url of 32 little-endian octets. */
  public static String text(PublicKey key) {
    if (!(key instanceof EdECPublicKey edwards)) {
      throw new IllegalArgumentException("the key is " + key.getAlgorithm() + ", not Ed25519");
    }
    byte[] bigEndian = edwards.getPoint().getY().toByteArray();
    byte[] octets = new byte[KEY_BYTES];
    for (int i = 0; i < Math.min(KEY_BYTES, bigEndian.length); i++) {
      octets[i] = bigEndian[bigEndian.length - 1 - i];
    }
    if (edwards.getPoint().isXOdd()) {
      octets[KEY_BYTES - 1] |= (byte) 0x80;
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /**
   * Reads a public key that {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it is not 32 octets
   */
  public static PublicKey publicKey(String text) {
    byte[] octets = Base64.getUrlDecoder().decode(text);
    if (octets.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "Ed25519 key has " + octets.length + " octets, not " + KEY_BYTES);
    }
    boolean odd = (octets[KEY_BYTES - 1] & 0x80) != 0;
    byte[] bigEndian = new byte[KEY_BYTES];
    for (int i = 0; i < KEY_BYTES; i++) {
      bigEndian[i] = octets[KEY_BYTES - 1 - i];
    }
    bigEndian[0] &= 0x7f;
    EdECPoint point = new EdECPoint(odd, new BigInteger(1, bigEndian));
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no point of Ed25519: " + Arrays.toString(octets), e);
    }
  }
}
