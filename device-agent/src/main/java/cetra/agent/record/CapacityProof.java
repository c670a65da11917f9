package cetra.agent.record;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
  /** A card that has failed once is not filled to the brim. */
  private static final double MARGIN = 0.9;

  private final Ring ring;
  private final CapacityNote note;
  private final Duration period;
  private final Worker worker;
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

  /** Whether the card is known now, one way or the other. */
  private boolean look() {
    try {
      long filled = ring.bytes();
      List<SegmentName> all = ring.segments();
      if (!isAsWritten(all)) {
        long holds = Math.round((filled - ring.folder().size(all.getLast())) * MARGIN);
        Logger.error("the card holds less than it says; the ring stays within {} octets", holds);
        note.write(new CapacityNote.Verdict(false, holds));
        ring.limit(holds);
        return true;
      }
      boolean full = filled >= ring.budgetBytes() * MARGIN;
      if (full) {
        note.write(new CapacityNote.Verdict(true, 0));
      }
      return full;
    } catch (IOException e) {
      Logger.warn("the card cannot be read back: {}", e.toString());
      return false;
    }
  }

  private boolean isAsWritten(List<SegmentName> all) throws IOException {
    if (all.isEmpty()) {
      return true;
    }
    turn = (turn + 1) % all.size();
    return isAsWritten(all.getLast()) && isAsWritten(all.getFirst()) && isAsWritten(all.get(turn));
  }

  private boolean isAsWritten(SegmentName name) throws IOException {
    return new ReadBack(ring.file(name)).isAsWritten();
  }
}
