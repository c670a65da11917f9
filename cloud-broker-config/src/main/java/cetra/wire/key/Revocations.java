package cetra.wire.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs lists of revoked certificates (X.509 v2 CRL, RFC 5280 section 5). */
final class Revocations {
  /**
   * A list whose next issue is overdue shuts everybody out, and a date that passes unnoticed would
   * stop every car at once; so it lasts as long as an authority.
   */
  private static final Duration NEXT = Duration.ofDays(3650);

  private final PrivateKey key;
  private final X509Certificate authority;

  Revocations(PrivateKey key, X509Certificate authority) {
    this.key = key;
    this.authority = authority;
  }

  /** Writes a list of what the file held before, and more. */
  void add(Path file, Collection<X509Certificate> revoked, Instant now) throws IOException {
    try {
      JcaX509v2CRLBuilder list = new JcaX509v2CRLBuilder(authority, Date.from(now));
      list.setNextUpdate(Date.from(now.plus(NEXT)));
      if (Files.exists(file)) {
        list.addCRL(new JcaX509CRLHolder(before(file)));
      }
      revoked.forEach(
          one -> list.addCRLEntry(one.getSerialNumber(), Date.from(now), CRLReason.unspecified));
      X509CRL signed =
          new JcaX509CRLConverter()
              .getCRL(list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
      KeyFile.write(file, signed);
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509CRL before(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is no list of revoked certificates", e);
    }
  }
}
