package cetra.agent.record;

import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Hash;
import cetra.wire.evidence.MalformedVideo;
import cetra.wire.evidence.MerkleTree;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.evidence.Timeline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

/**
 * Closes what a power cut left open: the torn tail is cut at the last whole fragment, and the rest
 * is signed and marked as recovered.
 */
final class RingRecovery {
  private final RingFolder folder;
  private final String device;
  private final SegmentSigner signer;

  RingRecovery(RingFolder folder, String device, SegmentSigner signer) {
    this.folder = folder;
    this.device = device;
    this.signer = signer;
  }

  /** Recovers a segment; a file without a whole fragment is removed. */
  void recover(SegmentName name, Hash previous) throws IOException {
    Path path = folder.open(name);
    boolean kept;
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      kept = close(file, name, previous);
    } catch (MalformedVideo | IllegalArgumentException e) {
      Logger.warn("segment {} holds no video: {}", name.segment(), e.getMessage());
      kept = false;
    }
    if (kept) {
      folder.close(name);
    } else {
      Files.delete(path);
      folder.force();
    }
  }

  private boolean close(FileChannel file, SegmentName name, Hash previous) throws IOException {
    FragmentedMp4 layout = FragmentedMp4.salvage(file);
    if (layout.fragments().isEmpty()) {
      return false;
    }
    Logger.info(
        "segment {} recovered: {} fragments, {} torn octets cut",
        name.segment(),
        layout.fragments().size(),
        file.size() - layout.end());
    file.truncate(layout.end());
    List<Hash> leaves = new ArrayList<>();
    for (Fragment fragment : layout.fragments()) {
      leaves.add(Segment.leaf(file, fragment.offset(), fragment.length()));
    }
    String head = head(file, layout, leaves, name, previous).text();
    ByteBuffer trailer = new SegmentTrailer(head, signer.sign(head), leaves).box();
    while (trailer.hasRemaining()) {
      file.write(trailer, file.size());
    }
    file.force(true);
    return true;
  }

  private SegmentHead head(
      FileChannel file, FragmentedMp4 layout, List<Hash> leaves, SegmentName name, Hash previous)
      throws IOException {
    Fragment last = layout.fragments().getLast();
    return new SegmentHead(
        SegmentHead.VERSION,
        device,
        name.boot(),
        name.segment(),
        leaves.size(),
        MerkleTree.root(leaves),
        Segment.leaf(file, 0, layout.initLength()),
        previous,
        Timeline.nanos(layout.fragments().getFirst().time(), layout.timescale()),
        Timeline.nanos(last.time() + last.duration(), layout.timescale()),
        null,
        null,
        true);
  }
}
