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
import java.util.Optional;

/**
 * The keys of one device, relay or issuer, as one folder.
 *
 * <pre>
 *  tls.key tls.crt            who it is on TLS
 *  ca.crt                     whom it trusts on TLS and in evidence
 *  root.pub                   the operator's root, whose credentials it obeys
 *  evidence.key evidence.crt  devices only: what it signs recordings with
 *  evidence.p11               instead of evidence.key: which key of which token (RFC 7512)
 *  evidence.earlier.crt       what it signed recordings with before, the newest first
 * </pre>
 *
 * @param folder the folder
 */
public record IdentityFolder(Path folder) {
  private static final String TOKEN = "evidence.p11";
  private static final String FILE = "evidence.key";
  private static final String EARLIER = "evidence.earlier.crt";
  private static final Duration LIFE = Duration.ofDays(825);

  /** Makes the keys of a device, its evidence key in a file. */
  public static IdentityFolder device(
      Path folder, String name, Authority authority, Path operatorRoot, Instant now)
      throws IOException {
    return device(folder, name, authority, operatorRoot, now, Optional.empty());
  }

  /**
   * Makes the keys of a device.
   *
   * @param token which key of which PKCS #11 token is to be its evidence key (RFC 7512); empty for
   *     a file
   * @throws IllegalArgumentException when the text names no token; says what is wrong
   */
  public static IdentityFolder device(
      Path folder,
      String name,
      Authority authority,
      Path operatorRoot,
      Instant now,
      Optional<String> token)
      throws IOException {
    IdentityFolder made = tls(folder, name, "device", List.of(), authority, operatorRoot, now);
    made.makeEvidence(name, authority, now, token);
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
   *
   * @param token where the key is to be from now on; empty for where it is
   */
  public void rotateEvidence(String name, Authority authority, Instant now, Optional<String> token)
      throws IOException {
    List<X509Certificate> earlier = new ArrayList<>(evidenceCertificates().subList(0, 1));
    for (X509Certificate known : earlierCertificates()) {
      if (!earlier.contains(known)) { // a run that died after this has left it here
        earlier.add(known);
      }
    }
    KeyFile.write(folder.resolve(EARLIER), earlier.toArray(X509Certificate[]::new));
    makeEvidence(name, authority, now, token);
  }

  private void makeEvidence(String name, Authority authority, Instant now, Optional<String> token)
      throws IOException {
    KeyPlace place = token.isPresent() ? TokenKey.of(token.get()) : place();
    KeyPair pair = place.make();
    X509Certificate certificate = authority.issueEvidence(name, pair.getPublic(), now, LIFE);
    place.keep(pair, certificate);
    if (token.isPresent()) {
      KeyFile.writeSecret(folder.resolve(TOKEN), token.get() + "\n");
      Files.deleteIfExists(folder.resolve(FILE));
    }
    KeyFile.write(folder.resolve("evidence.crt"), certificate);
  }

  private KeyPlace place() throws IOException {
    Path token = folder.resolve(TOKEN);
    return Files.exists(token) ? TokenKey.read(token) : new FileKey(folder.resolve(FILE));
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
    return place().open();
  }

  /** Where that key is kept: {@code software} or {@code pkcs11}. */
  public String evidenceKeyKind() throws IOException {
    return place().kind();
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
