package cetra.agent.record;

import cetra.wire.evidence.Hash;
import cetra.wire.evidence.SegmentHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.tinylog.Logger;

/**
 * A folder of segment files that never outgrows its budget: the oldest go first, a held one never.
 *
 * <p>Every segment's head points to the one before it, over boots and power cuts, so nothing can be
 * taken out of the ring unseen. The recorder appends, the keeper of the index evicts.
 */
public final class Ring {
  private final RingFolder folder;
  private final long budgetBytes;
  private final long floorBytes;
  private final String device;
  private final SegmentSigner signer;
  private long next;
  private Hash previous;

  private Ring(
      RingFolder folder, long budgetBytes, long floorBytes, String device, SegmentSigner signer) {
    this.folder = folder;
    this.budgetBytes = budgetBytes;
    this.floorBytes = floorBytes;
    this.device = device;
    this.signer = signer;
    this.previous = SegmentHead.NONE;
  }

  /**
   * Opens a ring and closes what a power cut left open.
   *
   * @param budgetBytes the most that all segments may take
   * @param floorBytes what must stay free on the partition
   */
  public static Ring open(
      Path path, long budgetBytes, long floorBytes, String device, SegmentSigner signer)
      throws IOException {
    Files.createDirectories(path);
    Ring ring = new Ring(new RingFolder(path), budgetBytes, floorBytes, device, signer);
    ring.recover();
    return ring;
  }

  /** The closed segments, oldest first. */
  public List<SegmentName> segments() throws IOException {
    return folder.closedSegments();
  }

  /** Where a closed segment lies. */
  public Path file(SegmentName name) {
    return folder.closed(name);
  }

  /** Reads a closed segment from its file alone. */
  public Segment read(SegmentName name) throws IOException {
    return Segment.read(folder.closed(name));
  }

  /**
   * Removes the oldest segments until budget and floor are kept. The newest stays whatever happens:
   * the next head points to it.
   *
   * @param held segments that must not go
   * @return the numbers of those removed
   */
  public List<Long> evict(LongPredicate held) throws IOException {
    List<SegmentName> all = segments();
    long bytes = 0;
    for (SegmentName name : all) {
      bytes += Files.size(file(name));
    }
    List<Long> gone = new ArrayList<>();
    for (SegmentName name : all.subList(0, Math.max(0, all.size() - 1))) {
      if (!overfull(bytes)) {
        break;
      }
      if (!held.test(name.segment())) {
        long size = Files.size(file(name));
        if (deleted(name)) {
          bytes -= size;
          gone.add(name.segment());
        }
      }
    }
    return gone;
  }

  /** The most that all segments may take. */
  public long budgetBytes() {
    return budgetBytes;
  }

  /** One that cannot go must neither keep the others nor hide which of them went. */
  private boolean deleted(SegmentName name) {
    try {
      Files.delete(file(name));
      return true;
    } catch (IOException e) {
      Logger.error("segment {} cannot be removed: {}", name.segment(), e.toString());
      return false;
    }
  }

  /**
   * Begins the next segment; what a fault left open is closed first, so that the chain has no knot.
   */
  SegmentWriter begin(String boot, ByteBuffer init) throws IOException {
    recoverTorn();
    return SegmentWriter.begin(folder, new SegmentName(next++, boot), init);
  }

  /** Closes a segment; one into which nothing could be written is removed, and empty returned. */
  Optional<Segment> finish(SegmentWriter writer, Optional<UtcEstimate> utc) throws IOException {
    if (writer.empty()) {
      writer.discard();
      return Optional.empty();
    }
    Segment segment = writer.finish(device, previous, utc, signer);
    previous = SegmentHead.hash(segment.head().text());
    return Optional.of(segment);
  }

  private boolean overfull(long bytes) throws IOException {
    return bytes > budgetBytes || Files.getFileStore(folder.path()).getUsableSpace() < floorBytes;
  }

  private void recover() throws IOException {
    List<SegmentName> closed = segments();
    if (!closed.isEmpty()) {
      follow(closed.getLast());
    }
    recoverTorn();
  }

  private void recoverTorn() throws IOException {
    RingRecovery recovery = new RingRecovery(folder, device, signer);
    for (SegmentName torn : folder.openSegments()) {
      next = Math.max(next, torn.segment() + 1);
      recovery.recover(torn, previous);
      if (Files.exists(folder.closed(torn))) {
        follow(torn);
      }
    }
  }

  private void follow(SegmentName newest) {
    next = Math.max(next, newest.segment() + 1);
    try {
      previous = SegmentHead.hash(read(newest).head().text());
    } catch (IOException | IllegalArgumentException e) {
      Logger.warn(
          "segment {} is damaged; a new chain begins: {}", newest.segment(), e.getMessage());
    }
  }
}
