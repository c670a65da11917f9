package cetra.wire.key;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.PrivateKey;
import java.util.Set;

/** Lets the JOSE library sign with the JDK; its own Ed25519 would bring in Tink. */
final class KeySigner implements JWSSigner {
  private final PrivateKey key;
  private final JCAContext context = new JCAContext();

  KeySigner(PrivateKey key) {
    this.key = key;
  }

  @Override
  public Base64URL sign(JWSHeader header, byte[] signingInput) {
    return Base64URL.encode(SignatureScheme.sign(key, signingInput));
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return Set.of(SignatureScheme.of(key).algorithm());
  }

  @Override
  public JCAContext getJCAContext() {
    return context;
  }
}
