package cetra.agent.record;

import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.MalformedVideo;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.evidence.Timeline;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /**
   * Recovers a segment; a file without a whole fragment is removed.
   *
   * @param most octets that may be believed: what stands behind them was never forced
   * @param newest the head before it; null where there is none
   */
  void recover(SegmentName name, long most, Hash previous, @Nullable SegmentHead newest)
      throws IOException {
    Path path = folder.open(name);
    boolean kept;
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (file.size() > most) {
        file.truncate(most);
      }
      kept = close(file, name, previous, newest);
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

  private boolean close(
      FileChannel file, SegmentName name, Hash previous, @Nullable SegmentHead newest)
      throws IOException {
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
    LeafReader reader = new LeafReader();
    List<Hash> leaves = new ArrayList<>();
    for (Fragment fragment : layout.fragments()) {
      leaves.add(reader.leaf(file, fragment.offset(), fragment.length()));
    }
    Hash init = reader.leaf(file, 0, layout.initLength());
    String head = head(init, layout, leaves, name, previous, newest).text();
    ByteBuffer trailer = new SegmentTrailer(head, signer.sign(head), leaves).box();
    while (trailer.hasRemaining()) {
      file.write(trailer, file.size());
    }
    file.force(true);
    return true;
  }

  private SegmentHead head(
      Hash init,
      FragmentedMp4 layout,
      List<Hash> leaves,
      SegmentName name,
      Hash previous,
      @Nullable SegmentHead newest) {
    Fragment last = layout.fragments().getLast();
    long fromNanos = Timeline.nanos(layout.fragments().getFirst().time(), layout.timescale());
    return new SegmentHead(
        SegmentHead.VERSION,
        device,
        name.boot(),
        name.segment(),
        leaves.size(),
        MerkleTree.root(leaves),
        init,
        previous,
        fromNanos,
        Timeline.nanos(last.time() + last.duration(), layout.timescale()),
        null,
        null,
        null,
        true,
        gap(name.boot(), fromNanos, newest));
  }

  /** The cut took what the recorder knew; times and boots tell what they can. */
  private static @Nullable Interruption gap(
      String boot, long fromNanos, @Nullable SegmentHead newest) {
    if (newest == null || !newest.boot().equals(boot)) {
      return Interruption.START;
    }
    return fromNanos - newest.toNanos() > Timeline.GAP_NANOS ? Interruption.UNKNOWN : null;
  }
}
