package cetra.wire.key;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.security.PublicKey;
import java.util.Set;

/** Lets the JOSE library verify with the JDK by the key's own scheme, and with nothing else. */
final class KeyVerifier implements JWSVerifier {
  private final PublicKey key;
  private final JCAContext context = new JCAContext();

  KeyVerifier(PublicKey key) {
    this.key = key;
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) {
    return supportedJWSAlgorithms().contains(header.getAlgorithm())
        && header.getCriticalParams() == null
        && SignatureScheme.verify(key, signingInput, signature.decode());
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
