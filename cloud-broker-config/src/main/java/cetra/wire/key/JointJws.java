package cetra.wire.key;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One payload signed by several people: the general JWS JSON serialization (RFC 7515 section
 * 7.2.1).
 *
 * @param payload base64url of the very bytes that were signed
 * @param signatures 1 to 8
 */
public record JointJws(String payload, List<Signature> signatures) {
  private static final int MOST_SIGNATURES = 8;

  /**
   * One signature.
   *
   * @param header base64url of the protected header, {@code protected} in JSON
   * @param signature base64url of the signature
   */
  public record Signature(@JsonProperty("protected") String header, String signature) {}

  /** Refuses a payload without a signature or with over eight. */
  @JsonCreator
  public JointJws {
    if (payload == null || signatures == null) {
      throw new IllegalArgumentException("payload or signatures are missing");
    }
    if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
      throw new IllegalArgumentException(
          "there are " + signatures.size() + " signatures; 1 to " + MOST_SIGNATURES);
    }
    signatures = List.copyOf(signatures);
  }

  /** A payload with its first signature. */
  public static JointJws sign(byte[] payload, String keyId, PrivateKey key) {
    return new JointJws(
        Base64URL.encode(payload).toString(), List.of(signature(payload, keyId, key)));
  }

  /** This payload with one more signature. */
  public JointJws with(String keyId, PrivateKey key) {
    List<Signature> all = new ArrayList<>(signatures);
    all.add(signature(bytes(), keyId, key));
    return new JointJws(payload, all);
  }

  /** What was signed. */
  public byte[] bytes() {
    return new Base64URL(payload).decode();
  }

  /** Who claims to have signed, in the order of the signatures; empty where a header names none. */
  public List<Optional<String>> keyIds() {
    return signatures.stream().map(JointJws::keyId).toList();
  }

  /** Whether the signature at an index is the key's. */
  public boolean verify(int index, PublicKey key) {
    Signature signature = signatures.get(index);
    return Jws.verify(signature.header() + "." + payload + "." + signature.signature(), key)
        .isPresent();
  }

  private static Optional<String> keyId(Signature signature) {
    try {
      return Optional.ofNullable(JWSHeader.parse(new Base64URL(signature.header())).getKeyID());
    } catch (ParseException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Signature signature(byte[] payload, String keyId, PrivateKey key) {
    String compact = Jws.sign(payload, keyId, key);
    int first = compact.indexOf('.');
    int last = compact.lastIndexOf('.');
    return new Signature(compact.substring(0, first), compact.substring(last + 1));
  }
}
