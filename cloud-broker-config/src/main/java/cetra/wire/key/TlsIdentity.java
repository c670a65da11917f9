package cetra.wire.key;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who a process is on TLS, and whom it trusts.
 *
 * @param key its private key, EC P-256, PKCS #8 in PEM
 * @param certificates its certificate and those above it, in PEM
 * @param trust the authorities whose certificates it accepts, in PEM
 */
public record TlsIdentity(Path key, Path certificates, Path trust) {
  private static final char[] NO_PASSWORD = new char[0];

  /**
   * A TLS 1.3 context with this identity; peers are checked against {@link #trust} alone.
   *
   * @throws IOException when a file is not there or not what it should be; names it
   */
  public SSLContext context() throws IOException {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(keyStore(NO_PASSWORD), NO_PASSWORD);
      TrustManagerFactory authorities = TrustManagerFactory.getInstance("PKIX");
      authorities.init(trustStore());
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), authorities.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS from " + key + " and " + certificates, e);
    }
  }

  /** The key and its certificates as a PKCS #12 store, protected by the password. */
  public KeyStore keyStore(char[] password) throws IOException {
    PrivateKey privateKey = Pem.privateKey(key, "EC");
    X509Certificate[] chain = Pem.certificates(certificates).toArray(X509Certificate[]::new);
    try {
      KeyStore store = empty();
      store.setKeyEntry("identity", privateKey, password, chain);
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(certificates + " does not belong to " + key, e);
    }
  }

  /** The trusted authorities as a PKCS #12 store. */
  public KeyStore trustStore() throws IOException {
    try {
      KeyStore store = empty();
      List<X509Certificate> authorities = Pem.certificates(trust);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get(i));
      }
      return store;
    } catch (GeneralSecurityException e) {
      throw new IOException(trust + " holds no usable authority", e);
    }
  }

  /** The certificates that the authorities have taken back; the file lies beside theirs. */
  public RevocationList revocations() {
    return new RevocationList(revoked(), trust);
  }

  /** Where {@link #revocations} are read from; it need not be there. */
  public Path revoked() {
    return trust.resolveSibling(Authority.REVOKED_FILE);
  }

  /** The common name of the own certificate. */
  public String name() throws IOException {
    return subject(Pem.certificates(certificates).getFirst(), "CN");
  }

  /**
   * A part of a certificate's subject, such as CN or OU.
   *
   * @return the value; empty when the subject has none
   */
  public static String subject(X509Certificate certificate, String attribute) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(rdn -> rdn.getType().equalsIgnoreCase(attribute))
              .map(Rdn::getValue)
              .map(String::valueOf)
              .findFirst()
              .orElse("");
    } catch (InvalidNameException e) {
      return "";
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
