package cetra.agent.seal;

import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Manifest;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.zip.CRC32;

/** Reads a cut clip once and holds each fragment against the hash taken while recording. */
final class ClipReader {
  private final FileChannel file;
  private final FragmentedMp4 layout;
  private final CRC32 crc = new CRC32();

  ClipReader(FileChannel file, FragmentedMp4 layout) {
    this.file = file;
    this.layout = layout;
  }

  /**
   * Checks all fragments.
   *
   * @return CRC-32 of the clip
   * @throws IOException when one is not what was recorded; says which
   */
  int check(Hash recordedInit, List<Manifest.Piece> pieces) throws IOException {
    ByteBuffer init = read(0, layout.initLength());
    if (!MerkleTree.leaf(init).equals(recordedInit)) {
      throw new IOException("the card has changed the init segment since its recording");
    }
    crc.update(init);
    if (layout.fragments().size() != pieces.stream().mapToInt(p -> p.fragments().size()).sum()) {
      throw new IOException("the card has changed the boxes of the clip since it was cut");
    }
    int number = 0;
    for (Manifest.Piece piece : pieces) {
      for (Manifest.Proof proof : piece.fragments()) {
        Fragment fragment = layout.fragments().get(number);
        ByteBuffer bytes = read(fragment.offset(), fragment.length());
        Hash leaf = MerkleTree.leaf(bytes);
        crc.update(bytes);
        if (!leaf.equals(proof.leaf())) {
          throw new IOException("the card has changed fragment " + number + " since its recording");
        }
        number++;
      }
    }
    return (int) crc.getValue();
  }

  private ByteBuffer read(long offset, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
    while (bytes.hasRemaining()) {
      if (file.read(bytes, EvidencePackage.CLIP_OFFSET + offset + bytes.position()) < 0) {
        throw new IOException("the clip ends inside a fragment");
      }
    }
    return bytes.flip();
  }
}
