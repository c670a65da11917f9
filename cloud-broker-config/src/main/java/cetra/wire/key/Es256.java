package cetra.wire.key;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * ECDSA over P-256 with SHA-256 (FIPS 186-5), for keys in tokens, which seldom know Ed25519. A
 * signature is r and s as 32 octets each (RFC 7518 section 3.4). Of the two values of s that are
 * valid only the lower is: no octet of what is signed may be changed unseen.
 */
final class Es256 {
  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
  private static final int HALF = 32;
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private Es256() {}

  /**
   * Signs the very bytes given; a key in a token signs there.
   *
   * @throws IllegalArgumentException when the key is none of P-256, or its token does not sign
   */
  static byte[] sign(PrivateKey key, byte[] message) {
    return low(JdkSignature.sign(ALGORITHM, key, message));
  }

  /** Whether the signature over the very bytes given is the key's. */
  static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    return ofP256(key)
        && signed.length == 2 * HALF
        && !isHigh(s(signed))
        && JdkSignature.verify(ALGORITHM, key, message, signed);
  }

  private static boolean ofP256(PublicKey key) {
    return key instanceof ECPublicKey point && point.getParams().getOrder().equals(ORDER);
  }

  private static byte[] low(byte[] signed) {
    BigInteger s = s(signed);
    if (signed.length != 2 * HALF || !isHigh(s)) {
      return signed;
    }
    byte[] lower = HexFormat.of().parseHex("%064x".formatted(ORDER.subtract(s)));
    byte[] both = Arrays.copyOf(signed, signed.length);
    System.arraycopy(lower, 0, both, HALF, HALF);
    return both;
  }

  private static BigInteger s(byte[] signed) {
    return new BigInteger(1, Arrays.copyOfRange(signed, HALF, 2 * HALF));
  }

  private static boolean isHigh(BigInteger s) {
    return s.compareTo(ORDER.shiftRight(1)) > 0;
  }
}
