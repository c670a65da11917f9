package cetra.wire.order;

import cetra.wire.key.Ed25519;
import cetra.wire.key.JointJws;
import cetra.wire.key.Jws;
import cetra.wire.message.Json;
import java.security.PublicKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Who has signed what, as the operator's root vouches. */
sealed interface Signers {
  /**
   * All signatures are those of signers whom the root vouches for.
   *
   * @param credential what the root lets their issuer do
   * @param keys the public key behind each kind of signature
   */
  record Known(Credential credential, Map<Role, String> keys) implements Signers {}

  /** The credential is not the root's, or a signature no signer's of it. */
  record Unknown(OrderVerdict.Refused why) implements Signers {}

  /** Looks at a credential and at every signature. */
  static Signers of(String credentialJws, JointJws signed, PublicKey root) {
    Optional<byte[]> trusted = Jws.verify(credentialJws, root);
    if (trusted.isEmpty()) {
      return unknown(Refusal.UNTRUSTED_CREDENTIAL, "the credential is not signed by the root");
    }
    Credential credential = Json.read(trusted.get(), Credential.class);
    Map<Role, String> keys = new EnumMap<>(Role.class);
    for (int i = 0; i < signed.signatures().size(); i++) {
      Optional<Credential.Signer> signer = signed.keyIds().get(i).flatMap(credential::signer);
      if (signer.isEmpty() || !signed.verify(i, Ed25519.publicKey(signer.get().publicKey()))) {
        return unknown(
            Refusal.BAD_SIGNATURE, "signature " + (i + 1) + " is no signer's of the credential");
      }
      keys.put(signer.get().role(), signer.get().publicKey());
    }
    return new Known(credential, keys);
  }

  private static Signers unknown(Refusal why, String detail) {
    return new Unknown(new OrderVerdict.Refused(why, detail));
  }
}
