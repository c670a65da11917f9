package cetra.wire.key;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/** Signatures by the JDK and whatever providers it has, over the very bytes given. */
final class JdkSignature {
  private JdkSignature() {}

  /**
   * Signs.
   *
   * @param algorithm as the JDK names it
   * @throws IllegalArgumentException when the key is of another algorithm, or its token does not
   *     sign
   */
  static byte[] sign(String algorithm, PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (InvalidKeyException | SignatureException e) {
      throw new IllegalArgumentException(
          "the key cannot sign with %s: %s".formatted(algorithm, e.getMessage()), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether a signature is the key's. */
  static boolean verify(String algorithm, PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (SignatureException | InvalidKeyException wrong) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
