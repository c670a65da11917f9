package cetra.wire.key;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The operator's certificate authority, EC P-256: names devices, relays and issuers on TLS, and
 * devices in evidence (X.509 v3, RFC 5280).
 */
public final class Authority {
  private static final Duration OWN_LIFE = Duration.ofDays(3650);
  private static final Duration EARLY = Duration.ofDays(1);
  private static final String KEY_FILE = "ca.key";

  /** Where an authority keeps its certificate; everybody who trusts it has a copy. */
  public static final String CERTIFICATE_FILE = "ca.crt";

  /** Where the certificates stand that it has taken back, beside its own. */
  public static final String REVOKED_FILE = "ca.crl";

  private final PrivateKey key;
  private final X509Certificate certificate;

  private Authority(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** A new authority, valid for ten years. */
  public static Authority create(String name, Instant now) {
    KeyPair pair = newTlsKey();
    X500Principal subject = new X500Principal("CN=" + name);
    try {
      X509v3CertificateBuilder builder =
          builder(subject, subject, pair.getPublic(), now, OWN_LIFE)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return new Authority(pair.getPrivate(), sign(builder, pair.getPrivate()));
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Loads what {@link #store} has written.
   *
   * @throws IOException when the folder holds no authority; names the file
   */
  public static Authority load(Path folder) throws IOException {
    return new Authority(
        Pem.privateKey(folder.resolve(KEY_FILE), "EC"),
        Pem.certificates(folder.resolve(CERTIFICATE_FILE)).getFirst());
  }

  /** Writes the key, readable by its owner alone, and the certificate. */
  public void store(Path folder) throws IOException {
    KeyFile.writePrivate(folder.resolve(KEY_FILE), key);
    KeyFile.write(folder.resolve(CERTIFICATE_FILE), certificate);
  }

  /** The authority's own certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * A certificate for TLS, as client and as server.
   *
   * @param name common name
   * @param unit what the subject is: device, relay or issuer
   * @param hosts names and addresses under which it serves; none for clients
   */
  public X509Certificate issueTls(
      String name, String unit, List<String> hosts, PublicKey subject, Instant now, Duration life) {
    X500Principal principal = new X500Principal("CN=" + name + ",OU=" + unit);
    KeyPurposeId[] purposes = {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth};
    try {
      X509v3CertificateBuilder builder =
          builder(certificate.getSubjectX500Principal(), principal, subject, now, life)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
      if (!hosts.isEmpty()) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
      }
      return sign(builder, key);
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A certificate for a device's evidence key; it cannot be used on TLS. */
  public X509Certificate issueEvidence(String name, PublicKey subject, Instant now, Duration life) {
    X500Principal principal = new X500Principal("CN=" + name + ",OU=evidence");
    try {
      return sign(
          builder(certificate.getSubjectX500Principal(), principal, subject, now, life)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(
                  Extension.keyUsage,
                  true,
                  new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation)),
          key);
    } catch (CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Takes certificates back: signs a list of them and of those that the file already holds.
   *
   * @param list the file; brokers and relays need a copy of it
   * @throws IOException when it cannot be written, or is there and no such list
   */
  public void revoke(Path list, Collection<X509Certificate> certificates, Instant now)
      throws IOException {
    new Revocations(key, certificate).add(list, certificates, now);
  }

  /** A new EC P-256 key pair. */
  public static KeyPair newTlsKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralNames names(List<String> hosts) {
    return new GeneralNames(
        hosts.stream()
            .map(
                host ->
                    new GeneralName(
                        host.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName,
                        host))
            .toArray(GeneralName[]::new));
  }

  private static X509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, PublicKey key, Instant now, Duration life) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
        Date.from(now.minus(EARLY)),
        Date.from(now.plus(life)),
        subject,
        key);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
