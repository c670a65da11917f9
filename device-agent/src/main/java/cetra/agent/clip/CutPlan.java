package cetra.agent.clip;

import cetra.wire.message.Json;
import java.util.List;

/**
 * Which fragments a clip consists of.
 *
 * @param initLength octets of the init segment
 * @param timescale ticks a second
 * @param clipLength octets of the clip
 * @param pieces the segments it was cut from, in order
 */
public record CutPlan(int initLength, int timescale, long clipLength, List<Piece> pieces) {
  /**
   * The fragments of one segment.
   *
   * @param segment its number
   * @param first the first fragment's place in it
   * @param count how many fragments
   */
  public record Piece(long segment, int first, int count) {}

  /** Reads what {@link #text} wrote. */
  public static CutPlan read(String text) {
    return Json.read(text, CutPlan.class);
  }

  /** The plan as it is kept in the queue. */
  public String text() {
    return Json.text(this);
  }
}
