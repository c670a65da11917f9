package cetra.wire.log;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;

/** A log of seven entries, of which the sixth holds what a device committed itself to. */
public final class SyntheticLog {
  private static final int PLACE = 5;

  private final KeyPair root = IdentityFolder.newEvidenceKey();
  private final LogKey key;
  private final Instant at;

  /** A log whose commitments were all there at an instant. */
  public SyntheticLog(Instant at) {
    this.at = at;
    try {
      Path folder = Files.createTempDirectory("log");
      KeyFile.write(folder.resolve("root.pub"), root.getPublic());
      LogKey.make(folder, "relay/orders", root.getPrivate(), at);
      this.key = LogKey.load(new IdentityFolder(folder));
      for (String name : List.of("root.pub", "log.key", "log.jws")) {
        Files.delete(folder.resolve(name));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operator's key. */
  public PublicKey root() {
    return root.getPublic();
  }

  /** With which its keeper signs. */
  public LogKey key() {
    return key;
  }

  /** That a commitment is the second of three in the sixth entry. */
  public CommitmentProof prove(Hash commitment) {
    Hash other = CommitmentProof.leaf(Hash.over(new byte[] {1}));
    List<Hash> together = List.of(other, CommitmentProof.leaf(commitment), other);
    String entry = CommitmentEntry.of(MerkleTree.root(together), together.size(), at).text();
    Hash leaf = MerkleTree.leaf(ByteBuffer.wrap(entry.getBytes(StandardCharsets.UTF_8)));
    List<Hash> log = List.of(other, other, other, other, other, leaf, other);
    return new CommitmentProof(
        1,
        MerkleTree.path(1, together),
        entry,
        PLACE,
        MerkleTree.path(PLACE, log),
        key.sign(log.size(), MerkleTree.root(log)));
  }
}
