package cetra.tools.powercut;

import cetra.agent.record.SegmentName;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.evidence.Timeline;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.key.SignatureScheme;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * A closed segment file that was read octet by octet and is what it claims.
 *
 * @param name of its file
 * @param head what was signed
 * @param hash by which the next head must point to it
 * @param bytes of the file
 */
record CheckedSegment(SegmentName name, SegmentHead head, Hash hash, long bytes) {
  /**
   * Reads a file.
   *
   * @throws IOException when anything in it is not what was recorded; says what
   */
  static CheckedSegment read(Path path, SegmentName name, PublicKey key, Footage footage)
      throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      FragmentedMp4 layout = FragmentedMp4.scan(file, 0, file.size());
      SegmentTrailer trailer =
          SegmentTrailer.read(file, layout.end())
              .orElseThrow(() -> new IOException("it has no trailer"));
      byte[] text = trailer.head().getBytes(StandardCharsets.UTF_8);
      require(
          SignatureScheme.verify(key, text, trailer.signatureBytes()), "its signature is wrong");
      SegmentHead head = SegmentHead.read(trailer.head());
      List<Hash> leaves = leaves(file, layout, footage);
      require(leaves.equals(trailer.leaves()), "a fragment is not what its hash says");
      require(MerkleTree.root(leaves).equals(head.root()), "its root is wrong");
      require(
          MerkleTree.leaf(read(file, 0, layout.initLength())).equals(head.init()),
          "its init segment is not what its hash says");
      require(
          head.segment() == name.segment() && head.boot().equals(name.boot()),
          "its head is another segment's");
      return new CheckedSegment(name, head, SegmentHead.hash(trailer.head()), file.size());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static List<Hash> leaves(FileChannel file, FragmentedMp4 layout, Footage footage)
      throws IOException {
    List<Hash> leaves = new ArrayList<>();
    for (Fragment fragment : layout.fragments()) {
      ByteBuffer bytes = read(file, fragment.offset(), fragment.length());
      long nanos = Timeline.nanos(fragment.time(), layout.timescale());
      require(
          footage.ends(bytes, nanos, fragment.pictures()),
          "fragment " + leaves.size() + " does not hold the camera's pictures");
      leaves.add(MerkleTree.leaf(bytes));
    }
    return leaves;
  }

  private static ByteBuffer read(FileChannel file, long offset, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("it ends inside a fragment");
      }
    }
    return bytes.flip();
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
