package cetra.relay.ingest;

import cetra.wire.key.TlsIdentity;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Who the client of a TLS connection is, by its certificate, which the handshake has led to a
 * trusted authority.
 *
 * @param name the subject's common name
 * @param unit its organizational unit: device, relay or issuer
 */
public record Peer(String name, String unit) {
  /** The peer of a request; empty when it showed no certificate. */
  public static Optional<Peer> of(HttpServerRequest request) {
    if (!request.isSSL()) {
      return Optional.empty();
    }
    try {
      return request.connection().peerCertificates().stream()
          .findFirst()
          .map(X509Certificate.class::cast)
          .map(found -> new Peer(subject(found, "CN"), subject(found, "OU")));
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }

  /** Whether it is of a kind, such as {@code device}. */
  public boolean is(String kind) {
    return unit.equals(kind) && !name.isEmpty();
  }

  private static String subject(X509Certificate certificate, String attribute) {
    return TlsIdentity.subject(certificate, attribute);
  }
}
