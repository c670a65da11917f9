package cetra.wire.order;

import cetra.wire.geo.Area;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the operator's root lets an issuer do; travels signed with every order.
 *
 * @param issuer the issuer it speaks of
 * @param name shown to the owner
 * @param jurisdiction orders must lie inside
 * @param purposes the purposes it may order for
 * @param signers who may sign, 1 to 200
 * @param from first instant of validity
 * @param until first instant after validity
 */
public record Credential(
    String issuer,
    Bilingual name,
    Area jurisdiction,
    List<Purpose> purposes,
    List<Signer> signers,
    Instant from,
    Instant until) {
  /**
   * One person of the issuer.
   *
   * @param keyId names the key in a signature's {@code kid}
   * @param name the person or post
   * @param role what the signature stands for
   * @param publicKey Ed25519 public key as in RFC 8037, base64url of 32 bytes
   */
  public record Signer(String keyId, String name, Role role, String publicKey) {
    /** Refuses keys without a name or of another length. */
    public Signer {
      Limits.matching("keyId", keyId, "[a-zA-Z0-9._-]{1,64}");
      Limits.text("name", name, 100);
      Limits.present("role", role);
      Limits.matching("publicKey", publicKey, "[A-Za-z0-9_-]{43}");
    }
  }

  /** Refuses what is missing, naming the field. */
  public Credential {
    Limits.matching("issuer", issuer, VideoOrder.ISSUER);
    Limits.present("name", name);
    Limits.present("jurisdiction", jurisdiction);
    purposes = Limits.list("purposes", purposes, Purpose.values().length);
    signers = Limits.list("signers", signers, 200);
    Limits.present("from", from);
    Limits.present("until", until);
  }

  /** The signer with a key. */
  public Optional<Signer> signer(String keyId) {
    return signers.stream().filter(signer -> signer.keyId().equals(keyId)).findFirst();
  }
}
