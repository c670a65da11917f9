package cetra.wire.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one device, relay or issuer, as one folder.
 *
 * <pre>
 *  tls.key tls.crt            who it is on TLS
 *  ca.crt                     whom it trusts on TLS and in evidence
 *  root.pub                   the operator's root, whose credentials it obeys
 *  evidence.key evidence.crt  devices only: what it signs recordings with
 *  evidence.earlier.crt       what it signed recordings with before, the newest first
 * </pre>
 *
 * @param folder the folder
 */
public record IdentityFolder(Path folder) {
  private static final String EARLIER = "evidence.earlier.crt";
  private static final Duration LIFE = Duration.ofDays(825);

  /** Makes the keys of a device. */
  public static IdentityFolder device(
      Path folder, String name, Authority authority, Path operatorRoot, Instant now)
      throws IOException {
    IdentityFolder made = tls(folder, name, "device", List.of(), authority, operatorRoot, now);
    KeyPair evidence = newEvidenceKey();
    KeyFile.writePrivate(folder.resolve("evidence.key"), evidence.getPrivate());
    KeyFile.write(
        folder.resolve("evidence.crt"),
        authority.issueEvidence(name, evidence.getPublic(), now, LIFE));
    return made;
  }

  /**
   * Makes the keys of a relay or an issuer.
   *
   * @param unit {@code relay} or {@code issuer}
   * @param hosts names and addresses under which it serves; none for clients
   */
  public static IdentityFolder tls(
      Path folder,
      String name,
      String unit,
      List<String> hosts,
      Authority authority,
      Path operatorRoot,
      Instant now)
      throws IOException {
    KeyPair tls = Authority.newTlsKey();
    KeyFile.writePrivate(folder.resolve("tls.key"), tls.getPrivate());
    KeyFile.write(
        folder.resolve("tls.crt"),
        authority.issueTls(name, unit, hosts, tls.getPublic(), now, LIFE));
    KeyFile.write(folder.resolve(Authority.CERTIFICATE_FILE), authority.certificate());
    Files.copy(operatorRoot, folder.resolve("root.pub"), StandardCopyOption.REPLACE_EXISTING);
    return new IdentityFolder(folder);
  }

  /**
   * Gives a device another evidence key; what the key before it has signed stays proven. Not to be
   * done while the device runs.
   */
  public void rotateEvidence(String name, Authority authority, Instant now) throws IOException {
    List<X509Certificate> earlier = new ArrayList<>(evidenceCertificates().subList(0, 1));
    for (X509Certificate known : earlierCertificates()) {
      if (!earlier.contains(known)) { // a run that died after this has left it here
        earlier.add(known);
      }
    }
    KeyFile.write(folder.resolve(EARLIER), earlier.toArray(X509Certificate[]::new));
    KeyPair evidence = newEvidenceKey();
    KeyFile.writePrivate(folder.resolve("evidence.key"), evidence.getPrivate());
    KeyFile.write(
        folder.resolve("evidence.crt"),
        authority.issueEvidence(name, evidence.getPublic(), now, LIFE));
  }

  /** The certificates of the keys that it had before, the newest first; most have none. */
  public List<X509Certificate> earlierCertificates() throws IOException {
    Path file = folder.resolve(EARLIER);
    return Files.exists(file) ? Pem.certificates(file) : List.of();
  }

  /** A new Ed25519 key pair. */
  public static KeyPair newEvidenceKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Who it is on TLS. */
  public TlsIdentity tls() {
    return new TlsIdentity(
        folder.resolve("tls.key"),
        folder.resolve("tls.crt"),
        folder.resolve(Authority.CERTIFICATE_FILE));
  }

  /** What a device signs recordings with. */
  public PrivateKey evidenceKey() throws IOException {
    return Pem.privateKey(folder.resolve("evidence.key"), "Ed25519");
  }

  /** The certificate of {@link #evidenceKey}. */
  public List<X509Certificate> evidenceCertificates() throws IOException {
    return Pem.certificates(folder.resolve("evidence.crt"));
  }

  /** The authorities it trusts. */
  public List<X509Certificate> trusted() throws IOException {
    return Pem.certificates(folder.resolve(Authority.CERTIFICATE_FILE));
  }

  /** The operator's root. */
  public PublicKey operatorRoot() throws IOException {
    return Pem.publicKey(folder.resolve("root.pub"), "Ed25519");
  }
}
