package cetra.wire.evidence;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.message.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Holds every octet of a clip against the hashes that were sealed while recording. It follows the
 * lengths of the manifest and not the boxes of the clip, so whatever was done to the clip is found
 * at the first fragment it touches.
 */
final class ClipHashes {
  private static final int CHUNK = 256 << 10;

  private final EvidencePackage opened;
  private final Manifest manifest;
  private final CRC32 crc = new CRC32();
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
  private long at;

  ClipHashes(EvidencePackage opened, Manifest manifest) {
    this.opened = opened;
    this.manifest = manifest;
  }

  /** Checks the init segment, then each fragment and its place in its segment. */
  void check(Map<Manifest.Piece, SegmentHead> heads) throws IOException, EvidenceRejection {
    if (!leaf(manifest.initLength()).equals(manifest.init())) {
      throw new EvidenceRejection(EvidenceFault.LAYOUT, "the init segment is not the recorded one");
    }
    int number = 0;
    int pieces = manifest.segments().size();
    for (int i = 0; i < pieces; i++) {
      Manifest.Piece piece = manifest.segments().get(i);
      SegmentHead head = heads.get(piece);
      if (head == null || piece.fragments().isEmpty()) {
        throw new EvidenceRejection(EvidenceFault.SEGMENT, "piece " + i + " holds no fragment");
      }
      if (manifest.shows().isThinned()) {
        ordered(piece, head, number);
      } else {
        whole(piece, head, i > 0, i < pieces - 1, number);
      }
      for (Manifest.Proof proof : piece.fragments()) {
        check(proof, head, number++);
      }
    }
    if (at != opened.clipLength()) {
      throw new EvidenceRejection(
          EvidenceFault.FRAGMENT, number, opened.clipLength() - at + " octets too many at the end");
    }
  }

  /** CRC-32 of all octets of the clip, once they are checked. */
  int crc() {
    return (int) crc.getValue();
  }

  private void check(Manifest.Proof proof, SegmentHead head, int number)
      throws IOException, EvidenceRejection {
    if (!leaf(proof.length()).equals(proof.leaf())) {
      throw new EvidenceRejection(
          EvidenceFault.FRAGMENT,
          number,
          "about %.1f s into the clip the octets are not those recorded"
              .formatted(secondsIn(head, proof)));
    }
    if (!MerkleTree.verify(proof.leaf(), proof.index(), head.leaves(), proof.path(), head.root())) {
      throw new EvidenceRejection(
          EvidenceFault.FRAGMENT,
          number,
          "its proof does not lead to the root of segment " + head.segment());
    }
  }

  /** What is left out of a clip is left out, but nothing changes places, and a preview is short. */
  private void ordered(Manifest.Piece piece, SegmentHead head, int number)
      throws EvidenceRejection {
    if (manifest.shows() == Extent.PREVIEW && piece.fragments().size() > Extent.MOST_OF_A_SEGMENT) {
      throw new EvidenceRejection(
          EvidenceFault.GAP,
          number + Extent.MOST_OF_A_SEGMENT,
          "%d fragments of segment %d are no preview; at most %d"
              .formatted(piece.fragments().size(), head.segment(), Extent.MOST_OF_A_SEGMENT));
    }
    int before = -1;
    for (Manifest.Proof proof : piece.fragments()) {
      if (proof.index() <= before) {
        throw new EvidenceRejection(
            EvidenceFault.GAP,
            number,
            "fragment " + proof.index() + " of segment " + head.segment() + " is out of order");
      }
      before = proof.index();
      number++;
    }
  }

  /** Inside a clip no fragment of a segment may be left out, nor two change places. */
  private static void whole(
      Manifest.Piece piece, SegmentHead head, boolean fromStart, boolean toEnd, int number)
      throws EvidenceRejection {
    int expected = fromStart ? 0 : piece.fragments().getFirst().index();
    for (Manifest.Proof proof : piece.fragments()) {
      if (proof.index() != expected) {
        throw new EvidenceRejection(
            EvidenceFault.GAP,
            number,
            "fragment " + expected + " of segment " + head.segment() + " is missing");
      }
      expected++;
      number++;
    }
    if (toEnd && expected != head.leaves()) {
      throw new EvidenceRejection(
          EvidenceFault.GAP,
          number,
          "the last fragments of segment " + head.segment() + " are missing");
    }
  }

  private double secondsIn(SegmentHead head, Manifest.Proof proof) {
    double segment = (head.toNanos() - head.fromNanos()) / 1e9;
    double inSegment = head.fromNanos() / 1e9 + segment * proof.index() / head.leaves();
    double clip = Duration.between(manifest.time().zero(), manifest.from()).toNanos() / 1e9;
    return Math.max(0, inSegment - clip);
  }

  private Hash leaf(long length) throws IOException {
    MessageDigest digest = MerkleTree.leafDigest();
    long left = Math.min(length, opened.clipLength() - at);
    while (left > 0) {
      chunk.clear().limit((int) Math.min(CHUNK, left));
      BoxReader.fill(opened.file(), EvidencePackage.CLIP_OFFSET + at, chunk);
      crc.update(chunk.flip());
      digest.update(chunk.flip());
      at += chunk.limit();
      left -= chunk.limit();
    }
    return Hash.from(digest);
  }
}
