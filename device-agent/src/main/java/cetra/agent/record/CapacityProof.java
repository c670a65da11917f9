package cetra.agent.record;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Finds out whether a card holds what it says: cards are sold that overwrite their beginning, or
 * forget, beyond a part of it.
 *
 * <p>Until the ring has been full once, the newest segment is read back from the card itself, and
 * with it the oldest and one more, in turn. Where one is not what was written, the ring stays
 * within what the card proved to hold. The proof is kept beside the segments: it is the card's. On
 * a thread of its own.
 */
public final class CapacityProof implements AutoCloseable {
  /** So many segments must go bad: a power cut can spoil one on any card. */
  private static final int CONVINCING = 2;

  private static final long LEAST_BYTES = 32 << 20;

  /** A card that has failed once is not filled to the brim. */
  private static final double MARGIN = 0.9;

  private final Ring ring;
  private final CapacityNote note;
  private final Duration period;
  private final Worker worker;
  private final Set<SegmentName> good = ConcurrentHashMap.newKeySet();
  private final Set<SegmentName> spoilt = new HashSet<>();
  private @Nullable SegmentName oldestAtStart;
  private @Nullable SegmentName newestAtStart;
  private int turn;

  /**
   * Begins to watch, unless the card has been proved before.
   *
   * @param period how often a segment is closed
   */
  public CapacityProof(Ring ring, Duration period) {
    this.ring = ring;
    this.period = period;
    this.note = new CapacityNote(ring.folder());
    this.worker = Worker.virtual("capacity", this::run);
  }

  @Override
  public void close() {
    worker.close();
  }

  private void run() {
    try {
      CapacityNote.Verdict known = note.read();
      if (known.limitBytes() > 0) {
        ring.limit(known.limitBytes());
      }
      boolean proved = known.proved() || ring.fake();
      while (!proved) {
        Thread.sleep(period);
        proved = look();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many segments were read back whole. */
  int readBack() {
    return good.size();
  }

  /** Whether the card is known now, one way or the other. */
  private boolean look() {
    try {
      List<SegmentName> all = ring.segments();
      return !all.isEmpty() && look(all);
    } catch (IOException e) {
      Logger.warn("the card cannot be read back: {}", e.toString());
      return false;
    }
  }

  private boolean look(List<SegmentName> all) throws IOException {
    oldestAtStart = oldestAtStart == null ? all.getFirst() : oldestAtStart;
    newestAtStart = newestAtStart == null ? all.getLast() : newestAtStart;
    long filled = ring.bytes();
    turn = (turn + 1) % all.size();
    for (SegmentName name : List.of(all.getLast(), all.getFirst(), all.get(turn))) {
      readBack(name);
    }
    if (spoilt.size() >= CONVINCING) {
      limit(Math.round((filled - ring.folder().size(all.getLast())) * MARGIN));
      return true;
    }
    boolean full = filled >= ring.budgetBytes() * MARGIN || !all.contains(oldestAtStart);
    if (full) {
      note.write(new CapacityNote.Verdict(true, 0));
    }
    return full;
  }

  private void readBack(SegmentName name) throws IOException {
    boolean ours = newestAtStart != null && name.compareTo(newestAtStart) > 0;
    if (new ReadBack(ring.file(name)).isAsWritten()) {
      good.add(name);
    } else if (ours || good.contains(name)) {
      spoilt.add(name);
    }
  }

  private void limit(long holds) throws IOException {
    long least = Math.max(LEAST_BYTES, holds);
    Logger.error("the card holds less than it says; the ring stays within {} octets", least);
    note.write(new CapacityNote.Verdict(false, least));
    ring.limit(least);
  }
}
