package cetra.agent.seal;

import cetra.agent.clip.CutPlan;
import cetra.agent.index.ClipIndex;
import cetra.agent.record.Ring;
import cetra.agent.record.SegmentName;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.hash.MerkleTree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Reads heads, signatures and leaves from the ring and leads each fragment to its root. */
final class SegmentProofs {
  private final ClipIndex index;
  private final Ring ring;
  private final DeviceKey key;

  SegmentProofs(ClipIndex index, Ring ring, DeviceKey key) {
    this.index = index;
    this.ring = ring;
    this.key = key;
  }

  List<Manifest.Piece> of(CutPlan plan, SegmentCommitments commitments) throws IOException {
    List<Manifest.Piece> pieces = new ArrayList<>();
    for (CutPlan.Piece piece : plan.pieces()) {
      pieces.add(of(piece, commitments));
    }
    return pieces;
  }

  private Manifest.Piece of(CutPlan.Piece piece, SegmentCommitments commitments)
      throws IOException {
    SegmentName name =
        index
            .name(piece.segment())
            .orElseThrow(() -> new IOException("segment " + piece.segment() + " is gone"));
    Path path = ring.file(name);
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      FragmentedMp4 layout = FragmentedMp4.scan(file, 0, file.size());
      SegmentTrailer trailer =
          SegmentTrailer.read(file, layout.end())
              .orElseThrow(() -> new IOException(path.getFileName() + " has no trailer"));
      int signer = key.signer(trailer.head(), trailer.signature());
      if (signer < 0 || !sound(trailer, layout)) {
        throw new IOException("the card has changed the trailer of " + path.getFileName());
      }
      List<Manifest.Proof> proofs = new ArrayList<>();
      for (int i = piece.first(); i < piece.first() + piece.count(); i++) {
        proofs.add(
            new Manifest.Proof(
                i,
                layout.fragments().get(i).length(),
                trailer.leaves().get(i),
                MerkleTree.path(i, trailer.leaves())));
      }
      return new Manifest.Piece(
          trailer.head(),
          trailer.signature(),
          proofs,
          signer == 0 ? null : Integer.valueOf(signer),
          commitments.place(piece.segment()));
    }
  }

  private static boolean sound(SegmentTrailer trailer, FragmentedMp4 layout) {
    return trailer.leaves().size() == layout.fragments().size()
        && MerkleTree.root(trailer.leaves()).equals(SegmentHead.read(trailer.head()).root());
  }
}
