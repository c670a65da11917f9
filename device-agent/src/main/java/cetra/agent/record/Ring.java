package cetra.agent.record;

import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.hash.Hash;
import cetra.wire.message.RecorderState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A folder of segment files that never outgrows its budget: the oldest go first, a held one never.
 *
 * <p>Every segment's head points to the one before it, over boots and power cuts, so nothing can be
 * taken out of the ring unseen. The recorder appends, the keeper of the index evicts.
 */
public final class Ring {
  private static final long UNKNOWN = -1;

  private final RingFolder folder;
  private final long floorBytes;
  private final String device;
  private final SegmentSigner signer;

  /** Of segments that a fault left open: how many octets of each were forced. */
  private final Map<SegmentName, Long> trusted = new HashMap<>();

  private volatile long budgetBytes;
  private volatile boolean fake;
  private long bytes = UNKNOWN;
  private int changing;
  private long change;
  private long next;
  private @Nullable SegmentHead newest;
  private Hash previous = SegmentHead.NONE;

  private Ring(
      RingFolder folder, long budgetBytes, long floorBytes, String device, SegmentSigner signer) {
    this.folder = folder;
    this.budgetBytes = budgetBytes;
    this.floorBytes = floorBytes;
    this.device = device;
    this.signer = signer;
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
    Ring ring = new Ring(RingFolder.create(path), budgetBytes, floorBytes, device, signer);
    ring.reopen();
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
   * @param held tells the segments that must not go; asked only when room is needed
   * @return the numbers of those removed
   */
  public List<Long> evict(Supplier<Set<Long>> held) throws IOException {
    List<Long> gone = new ArrayList<>();
    if (overfull()) {
      List<SegmentName> all = segments();
      Set<Long> kept = held.get();
      for (SegmentName name : all.subList(0, Math.max(0, all.size() - 1))) {
        if (!kept.contains(name.segment()) && deleted(name)) {
          gone.add(name.segment());
        }
        if (!overfull()) {
          break;
        }
      }
    }
    return gone;
  }

  /** The most that all segments may take. */
  public long budgetBytes() {
    return budgetBytes;
  }

  /** Whether the card holds less than it says. */
  public boolean fake() {
    return fake;
  }

  /** How many octets all closed segments have; counted once, and kept while files come and go. */
  long bytes() throws IOException {
    long counted;
    synchronized (this) {
      if (bytes != UNKNOWN) {
        return bytes;
      }
      counted = change;
    }
    long sum = 0;
    for (SegmentName name : segments()) {
      sum += folder.size(name);
    }
    synchronized (this) {
      bytes = changing == 0 && counted == change ? sum : UNKNOWN;
    }
    return sum;
  }

  /** The card proved to hold so little: the ring stays within it. */
  void limit(long provenBytes) {
    fake = true;
    budgetBytes = Math.min(budgetBytes, provenBytes);
  }

  RingFolder folder() {
    return folder;
  }

  /** Begins the next segment. */
  SegmentWriter begin(String boot, ByteBuffer init, @Nullable Interruption gap) throws IOException {
    folder.requireMounted();
    SegmentWriter writer = SegmentWriter.begin(folder, new SegmentName(next, boot), init, gap);
    next++;
    return writer;
  }

  /** Closes a segment, which holds a fragment at least. */
  Segment finish(SegmentWriter writer, Optional<UtcEstimate> utc) throws IOException {
    long grown = 0;
    changes();
    try {
      Segment segment = writer.finish(device, previous, utc, signer);
      follow(segment.head());
      grown = segment.bytes();
      return segment;
    } finally {
      changed(grown);
    }
  }

  /**
   * The segment was left open by a fault: what stands in it behind the last force may be in the
   * memory of the host and nowhere else.
   */
  void distrust(SegmentWriter writer) {
    trusted.put(writer.name(), writer.whole());
  }

  /** Reads anew what is in the folder, and closes what was left open. */
  void reopen() throws IOException {
    folder.requireMounted();
    List<SegmentName> closed = segments();
    if (!closed.isEmpty()) {
      followFile(closed.getLast());
    }
    RingRecovery recovery = new RingRecovery(folder, device, signer);
    for (SegmentName torn : folder.openSegments()) {
      long most = trusted.getOrDefault(torn, Long.MAX_VALUE);
      recovery.recover(torn, most, previous, newest);
      trusted.remove(torn);
      followFile(torn);
    }
    forgetBytes();
  }

  private synchronized void forgetBytes() {
    bytes = UNKNOWN;
  }

  /** A file is about to come or to go: what is counted meanwhile may have it or not. */
  private synchronized void changes() {
    changing++;
    change++;
  }

  private synchronized void changed(long by) {
    changing--;
    bytes += bytes == UNKNOWN ? 0 : by;
  }

  /** One that cannot go must neither keep the others nor hide which of them went. */
  private boolean deleted(SegmentName name) {
    long shrunk = 0;
    changes();
    try {
      long size = folder.size(name);
      Files.deleteIfExists(file(name));
      shrunk = size;
      return true;
    } catch (IOException e) {
      Logger.error("segment {} cannot be removed: {}", name.segment(), e.toString());
      return false;
    } finally {
      changed(-shrunk);
    }
  }

  private boolean overfull() throws IOException {
    return bytes() > budgetBytes
        || folder.freeBytes() < Math.max(floorBytes, RingFolder.LEAST_BYTES);
  }

  private void follow(SegmentHead head) {
    newest = head;
    previous = SegmentHead.hash(head.text());
  }

  private void followFile(SegmentName name) {
    next = Math.max(next, name.segment() + 1);
    if (Files.exists(folder.closed(name))) {
      try {
        follow(read(name).head());
      } catch (IOException | IllegalArgumentException e) {
        Logger.warn(
            "segment {} is damaged; a new chain begins: {}", name.segment(), e.getMessage());
      }
    }
  }

  /** What keeps the card from taking video, by looking at it. */
  RecorderState diagnose() {
    return folder.diagnose();
  }
}
