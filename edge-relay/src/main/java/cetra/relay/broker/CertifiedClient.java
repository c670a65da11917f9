package cetra.relay.broker;

import cetra.wire.key.RevocationList;
import cetra.wire.key.TlsIdentity;
import cetra.wire.message.TopicAcl;
import cetra.wire.message.TopicAcl.Role;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a client is, by its certificate: the common name is its name, the organizational unit its
 * role.
 *
 * @param name its name
 * @param role what it is
 */
record CertifiedClient(String name, Role role) {
  private static final Logger LOG = LoggerFactory.getLogger(CertifiedClient.class);

  /** The client with a certificate; empty when it names nobody, or has been taken back. */
  static Optional<CertifiedClient> of(X509Certificate certificate, RevocationList revocations) {
    return revoked(certificate, revocations) ? Optional.empty() : of(certificate);
  }

  /** The client that a certificate names; empty when it names nobody that rules know. */
  static Optional<CertifiedClient> of(X509Certificate certificate) {
    String name = TlsIdentity.subject(certificate, "CN");
    return Role.of(TlsIdentity.subject(certificate, "OU"))
        .filter(role -> name.matches("[a-z0-9-]{3,32}"))
        .map(role -> new CertifiedClient(name, role));
  }

  /** Whether a client identifier is its own: else it could take over another's session. */
  boolean owns(String clientId) {
    return clientId.equals(name) || clientId.startsWith(name + "/");
  }

  TopicAcl.Rule rule() {
    return TopicAcl.of(role);
  }

  /** A list that cannot be read lets nobody in: nobody knows who stands in it. */
  private static boolean revoked(X509Certificate certificate, RevocationList revocations) {
    try {
      return revocations.revoked(certificate);
    } catch (IOException e) {
      LOG.error("nobody is let in: {}", e.getMessage());
      return true;
    }
  }
}
