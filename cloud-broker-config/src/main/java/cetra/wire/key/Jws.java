package cetra.wire.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * JSON Web Signatures in compact form (RFC 7515 section 7.1), with the algorithm of the key ({@link
 * SignatureScheme}) and no other.
 */
public final class Jws {
  private Jws() {}

  /** Signs a payload; the result carries it. */
  public static String sign(byte[] payload, String keyId, PrivateKey key) {
    return signed(payload, keyId, key).serialize();
  }

  /** Signs a payload that travels beside the signature (RFC 7515 appendix F). */
  public static String signDetached(byte[] payload, String keyId, PrivateKey key) {
    return signed(payload, keyId, key).serialize(true);
  }

  /** The payload, when the signature over it is the key's. */
  public static Optional<byte[]> verify(String jws, PublicKey key) {
    try {
      JWSObject object = JWSObject.parse(jws);
      return isCanonical(jws) && object.verify(new KeyVerifier(key))
          ? Optional.of(object.getPayload().toBytes())
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether the detached signature over the payload is the key's. */
  public static boolean verifyDetached(String jws, byte[] payload, PublicKey key) {
    try {
      return isCanonical(jws)
          && JWSObject.parse(jws, new Payload(payload)).verify(new KeyVerifier(key));
    } catch (ParseException | JOSEException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  /**
   * Whether it is in the one spelling that base64url has for its octets: the last character of a
   * signature has four bits to spare, and no octet of what is signed may be changed unseen.
   */
  private static boolean isCanonical(String jws) {
    return Stream.of(jws.split("\\.", -1))
        .allMatch(part -> Base64URL.encode(new Base64URL(part).decode()).toString().equals(part));
  }

  private static JWSObject signed(byte[] payload, String keyId, PrivateKey key) {
    JWSHeader header =
        new JWSHeader.Builder(SignatureScheme.of(key).algorithm()).keyID(keyId).build();
    JWSObject object = new JWSObject(header, new Payload(payload));
    try {
      object.sign(new KeySigner(key));
    } catch (JOSEException e) {
      throw new IllegalArgumentException("cannot sign with key " + keyId, e);
    }
    return object;
  }
}
