package cetra.agent;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.KeyFile;
import cetra.wire.log.CommitmentEntry;
import cetra.wire.log.CommitmentProof;
import cetra.wire.log.CompactRange;
import cetra.wire.log.LogKey;
import cetra.wire.log.LogPage;
import cetra.wire.log.LogPart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An order log that is really signed, without a relay around it. */
public final class TestLog {
  private final LogKey key;
  private final List<String> entries = new ArrayList<>();

  /** A log of a name, vouched for by a root. */
  public TestLog(Path folder, String name, PrivateKey root, PublicKey rootPublic, Instant since)
      throws IOException {
    KeyFile.write(folder.resolve("root.pub"), rootPublic);
    LogKey.make(folder, name, root, since);
    this.key = LogKey.load(new IdentityFolder(folder));
  }

  /** Appends entries. */
  public TestLog with(String... texts) {
    entries.addAll(List.of(texts));
    return this;
  }

  /** The entries between two places, signed up to the second. */
  public LogPage page(int from, int to) {
    List<LogPart> parts = entries.subList(from, to).stream().map(LogPart::entry).toList();
    return page(from, to, parts);
  }

  /** A page that pretends to be the entries between two places. */
  public LogPage page(int from, int to, List<LogPart> parts) {
    return LogPage.of(from, entries.size(), parts, key.sign(to, range(to).root()));
  }

  /** That a commitment is the only one of an entry that stands third of three. */
  public CommitmentProof proof(Hash commitment, Instant at) {
    Hash leaf = CommitmentProof.leaf(commitment);
    String entry = CommitmentEntry.of(leaf, 1, at).text();
    with("first", "second", entry);
    int place = entries.size() - 1;
    List<Hash> leaves =
        entries.stream()
            .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
            .map(MerkleTree::leaf)
            .toList();
    return new CommitmentProof(
        0,
        List.of(),
        entry,
        place,
        MerkleTree.path(place, leaves),
        key.sign(leaves.size(), MerkleTree.root(leaves)));
  }

  /** The log as it was at a size. */
  public CompactRange range(int size) {
    CompactRange range = CompactRange.EMPTY;
    for (String text : entries.subList(0, size)) {
      range = range.with(LogPart.entry(text));
    }
    return range;
  }
}
