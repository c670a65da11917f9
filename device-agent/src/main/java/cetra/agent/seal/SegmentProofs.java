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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
    Map<Long, List<CutPlan.Piece>> bySegment = new LinkedHashMap<>();
    for (CutPlan.Piece piece : plan.pieces()) {
      bySegment.computeIfAbsent(piece.segment(), added -> new ArrayList<>()).add(piece);
    }
    List<Manifest.Piece> pieces = new ArrayList<>();
    for (Map.Entry<Long, List<CutPlan.Piece>> segment : bySegment.entrySet()) {
      pieces.add(of(segment.getKey(), segment.getValue(), commitments));
    }
    return pieces;
  }

  private Manifest.Piece of(
      long segment, List<CutPlan.Piece> pieces, SegmentCommitments commitments) throws IOException {
    SegmentName name =
        index.name(segment).orElseThrow(() -> new IOException("segment " + segment + " is gone"));
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
      List<Manifest.Proof> proofs =
          pieces.stream()
              .flatMapToInt(piece -> IntStream.range(piece.first(), piece.first() + piece.count()))
              .mapToObj(index -> proof(index, layout, trailer))
              .toList();
      return new Manifest.Piece(
          trailer.head(),
          trailer.signature(),
          proofs,
          signer == 0 ? null : Integer.valueOf(signer),
          commitments.place(segment));
    }
  }

  private static Manifest.Proof proof(int index, FragmentedMp4 layout, SegmentTrailer trailer) {
    return new Manifest.Proof(
        index,
        layout.fragments().get(index).length(),
        trailer.leaves().get(index),
        MerkleTree.path(index, trailer.leaves()));
  }

  private static boolean sound(SegmentTrailer trailer, FragmentedMp4 layout) {
    return trailer.leaves().size() == layout.fragments().size()
        && MerkleTree.root(trailer.leaves()).equals(SegmentHead.read(trailer.head()).root());
  }
}
