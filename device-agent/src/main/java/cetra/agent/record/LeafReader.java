package cetra.agent.record;

import cetra.hardware.linux.Sha256;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** Hashes what lies in a file, piece by piece outside the heap. Used by one thread. */
final class LeafReader {
  private static final int PIECE = 64 << 10;

  private final MessageDigest sha256 = Sha256.fastest();
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

  /** The leaf hash of octets of a file, or of those before its end. */
  Hash leaf(FileChannel file, long offset, long length) throws IOException {
    MessageDigest digest = MerkleTree.leafDigest(sha256);
    long end = offset + length;
    long at = offset;
    for (int read = 0; at < end && read >= 0; at += read) {
      read = file.read(piece.clear().limit((int) Math.min(PIECE, end - at)), at);
      digest.update(piece.flip());
    }
    return Hash.from(digest);
  }
}
