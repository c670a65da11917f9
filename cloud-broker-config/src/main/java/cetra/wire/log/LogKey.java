package cetra.wire.log;

import cetra.wire.hash.Hash;
import cetra.wire.key.Ed25519;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.key.KeyFile;
import cetra.wire.key.Pem;
import cetra.wire.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;

/**
 * What a relay keeps its log with: {@code log.key}, and {@code log.jws}, in which the operator's
 * root vouches for it.
 */
public final class LogKey {
  private static final Duration LIFE = Duration.ofDays(825);
  private static final String KEY = "log.key";
  private static final String CREDENTIAL = "log.jws";

  private final String credential;
  private final LogCredential keeper;
  private final PrivateKey key;

  private LogKey(String credential, LogCredential keeper, PrivateKey key) {
    this.credential = credential;
    this.keeper = keeper;
    this.key = key;
  }

  /** Makes the key of a new log; devices that followed another of this relay begin anew. */
  public static void make(Path folder, String log, PrivateKey root, Instant now)
      throws IOException {
    KeyPair pair = IdentityFolder.newEvidenceKey();
    LogCredential keeper =
        new LogCredential(log, Ed25519.text(pair.getPublic()), now, now.plus(LIFE));
    Files.createDirectories(folder);
    KeyFile.writePrivate(folder.resolve(KEY), pair.getPrivate());
    Files.writeString(folder.resolve(CREDENTIAL), Jws.sign(Json.bytes(keeper), "root", root));
  }

  /**
   * Loads what {@link #make} has written, after a look whether the root has really signed it.
   *
   * @throws IOException when there is none, or no root's; names the file
   */
  public static LogKey load(IdentityFolder identity) throws IOException {
    Path file = identity.folder().resolve(CREDENTIAL);
    if (!Files.exists(file)) {
      throw new IOException(
          file + " is missing: the relay's log has no key; make the keys with ./cetra keys relay");
    }
    String credential = Files.readString(file).strip();
    LogCredential keeper =
        Jws.verify(credential, identity.operatorRoot())
            .map(payload -> Json.read(payload, LogCredential.class))
            .orElseThrow(() -> new IOException(file + " is not signed by the root in root.pub"));
    return new LogKey(
        credential, keeper, Pem.privateKey(identity.folder().resolve(KEY), "Ed25519"));
  }

  /** Signs what the keeper says. */
  public SignedStatement state(Object statement) {
    return new SignedStatement(credential, Jws.sign(Json.bytes(statement), keeper.log(), key));
  }

  /** Signs what the log is at a size. */
  public SignedCheckpoint sign(long size, Hash root) {
    Checkpoint checkpoint = new Checkpoint(keeper.log(), size, root);
    return new SignedCheckpoint(
        credential, SignedNote.sign(checkpoint.text(), keeper.log(), keeper.key(), key));
  }
}
