package cetra.tools.keys;

import cetra.wire.geo.Area;
import cetra.wire.key.Authority;
import cetra.wire.key.Ed25519;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.key.KeyFile;
import cetra.wire.key.Pem;
import cetra.wire.log.LogKey;
import cetra.wire.message.Json;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Credential;
import cetra.wire.order.Purpose;
import cetra.wire.order.Role;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who runs the service: the root that vouches for issuers, and the authority that names devices and
 * relays.
 *
 * <pre>
 *  root.key root.pub    signs credentials; devices obey nothing that does not lead to it
 *  ca.key ca.crt        names devices, relays and issuers
 *  ca.crl               the certificates that were taken back
 * </pre>
 */
public final class Operator {
  private static final Duration CREDENTIAL_LIFE = Duration.ofDays(365);

  private final Path folder;
  private final Authority authority;
  private final PrivateKey root;

  private Operator(Path folder, Authority authority, PrivateKey root) {
    this.folder = folder;
    this.authority = authority;
    this.root = root;
  }

  /**
   * Makes an operator's keys.
   *
   * @throws IOException when the folder already holds some, for they must not be lost
   */
  public static Operator create(Path folder, String name, Instant now) throws IOException {
    if (Files.exists(folder.resolve("root.key"))) {
      throw new FileAlreadyExistsException(folder.resolve("root.key").toString());
    }
    Authority authority = Authority.create(name, now);
    authority.store(folder);
    KeyPair root = IdentityFolder.newEvidenceKey();
    KeyFile.writePrivate(folder.resolve("root.key"), root.getPrivate());
    KeyFile.write(folder.resolve("root.pub"), root.getPublic());
    return new Operator(folder, authority, root.getPrivate());
  }

  /** Loads an operator's keys. */
  public static Operator load(Path folder) throws IOException {
    return new Operator(
        folder, Authority.load(folder), Pem.privateKey(folder.resolve("root.key"), "Ed25519"));
  }

  /** Makes the keys of a device. */
  public IdentityFolder device(Path to, String name, Instant now) throws IOException {
    return device(to, name, now, Optional.empty());
  }

  /**
   * Makes the keys of a device.
   *
   * @param token which key of which PKCS #11 token is to be its evidence key; empty for a file
   */
  public IdentityFolder device(Path to, String name, Instant now, Optional<String> token)
      throws IOException {
    return IdentityFolder.device(to, name, authority, rootKey(), now, token);
  }

  /**
   * Gives a device another evidence key.
   *
   * @param token where it is to be from now on; empty for where the one before is
   */
  public void rotate(Path device, Instant now, Optional<String> token) throws IOException {
    IdentityFolder keys = new IdentityFolder(device);
    keys.rotateEvidence(keys.tls().name(), authority, now, token);
  }

  /**
   * Makes the keys of a relay that serves under names and addresses, and that of its log.
   *
   * @param log the log's name; a relay that has lost its log needs another one
   */
  public IdentityFolder relay(Path to, String name, List<String> hosts, String log, Instant now)
      throws IOException {
    LogKey.make(to, log, root, now);
    IdentityFolder made = IdentityFolder.tls(to, name, "relay", hosts, authority, rootKey(), now);
    if (!Files.exists(revoked())) {
      authority.revoke(revoked(), List.of(), now);
    }
    Files.copy(revoked(), made.tls().revoked(), StandardCopyOption.REPLACE_EXISTING);
    return made;
  }

  /**
   * Takes certificates back.
   *
   * @return the list of all that were taken back, of which relays and brokers need a copy
   */
  public Path revoke(Path certificates, Instant now) throws IOException {
    authority.revoke(revoked(), Pem.certificates(certificates), now);
    return revoked();
  }

  /**
   * Makes the keys of an issuer: its API client's, a drafter's and an approver's, and the
   * credential that names them.
   *
   * @param code the issuer's code
   * @param jurisdiction where it may order
   */
  public IdentityFolder issuer(
      Path to, String code, Bilingual name, Area jurisdiction, List<Purpose> purposes, Instant now)
      throws IOException {
    List<Credential.Signer> signers = new ArrayList<>();
    for (Role role : Role.values()) {
      KeyPair pair = IdentityFolder.newEvidenceKey();
      String keyId = role.name().toLowerCase(Locale.ROOT);
      KeyFile.writePrivate(to.resolve(keyId + ".key"), pair.getPrivate());
      signers.add(
          new Credential.Signer(
              code + "." + keyId, name.ja(), role, Ed25519.text(pair.getPublic())));
    }
    Credential credential =
        new Credential(code, name, jurisdiction, purposes, signers, now, now.plus(CREDENTIAL_LIFE));
    Files.writeString(to.resolve("credential.jws"), Jws.sign(Json.bytes(credential), "root", root));
    return IdentityFolder.tls(to, code, "issuer", List.of(), authority, rootKey(), now);
  }

  private Path revoked() {
    return folder.resolve(Authority.REVOKED_FILE);
  }

  private Path rootKey() {
    return folder.resolve("root.pub");
  }
}
