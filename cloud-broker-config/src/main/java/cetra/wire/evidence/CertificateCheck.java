package cetra.wire.evidence;

import cetra.wire.key.Revoked;
import cetra.wire.key.TlsIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Leads the certificates of a manifest to a trusted authority (RFC 5280 section 6). */
final class CertificateCheck {
  private static final int MOST = 8;

  private final Set<TrustAnchor> anchors;
  private final Revoked revoked;

  CertificateCheck(List<X509Certificate> trusted, Revoked revoked) {
    this.revoked = revoked;
    this.anchors =
        trusted.stream()
            .map(authority -> new TrustAnchor(authority, null))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The device's keys: first the one that signs the manifest, then those before it. */
  List<PublicKey> check(Manifest manifest, Optional<Instant> stamped)
      throws IOException, EvidenceRejection {
    List<PublicKey> keys = new ArrayList<>();
    keys.add(check(manifest, manifest.certificates(), stamped));
    if (manifest.earlier().size() > MOST) {
      throw new EvidenceRejection(
          EvidenceFault.CERTIFICATE, manifest.earlier().size() + " earlier keys; at most " + MOST);
    }
    for (String earlier : manifest.earlier()) {
      keys.add(check(manifest, List.of(earlier), stamped));
    }
    return keys;
  }

  private PublicKey check(Manifest manifest, List<String> certificates, Optional<Instant> stamped)
      throws IOException, EvidenceRejection {
    try {
      List<X509Certificate> chain = chain(certificates);
      X509Certificate own = chain.getFirst();
      CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at(manifest, own)));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      String name = TlsIdentity.subject(own, "CN");
      if (!name.equals(manifest.device())) {
        throw new EvidenceRejection(
            EvidenceFault.CERTIFICATE,
            "certificate of '" + name + "', manifest of '" + manifest.device() + "'");
      }
      for (X509Certificate one : chain) {
        valid(one, stamped);
      }
      return own.getPublicKey();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new EvidenceRejection(
          EvidenceFault.CERTIFICATE, "no way to a trusted authority: " + e.getMessage());
    }
  }

  /** Who has stolen a key can sign whatever he likes, but not earlier than he did. */
  private void valid(X509Certificate certificate, Optional<Instant> stamped)
      throws IOException, EvidenceRejection {
    Optional<Instant> since = revoked.since(certificate);
    if (since.isPresent() && stamped.filter(at -> at.isBefore(since.get())).isEmpty()) {
      throw new EvidenceRejection(
          EvidenceFault.CERTIFICATE,
          "'%s' was taken back at %s, and no time stamp shows that this is older"
              .formatted(TlsIdentity.subject(certificate, "CN"), since.get()));
    }
  }

  /** A key that came after the recording seals it, and closes what a cut has left open. */
  private static Instant at(Manifest manifest, X509Certificate certificate) {
    Instant begin = certificate.getNotBefore().toInstant();
    return manifest.from().isBefore(begin) ? begin : manifest.from();
  }

  private static List<X509Certificate> chain(List<String> certificates)
      throws CertificateException {
    if (certificates.isEmpty() || certificates.size() > MOST) {
      throw new CertificateException(certificates.size() + " certificates; 1 to " + MOST);
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    for (String der : certificates) {
      chain.add(certificate(factory, Base64.getDecoder().decode(der)));
    }
    return chain;
  }

  /** Of a certificate without a key the JDK stumbles with an index of -1. */
  private static X509Certificate certificate(CertificateFactory factory, byte[] octets)
      throws CertificateException {
    try {
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(octets));
    } catch (RuntimeException e) {
      throw new CertificateException("unreadable: " + e.getMessage(), e);
    }
  }
}
