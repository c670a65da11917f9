package cetra.agent.record;

/** Hears of what happens to the ring; must return at once, for the recorder waits. */
public interface RingListener {
  /**
   * A fragment was forced onto the card: no power cut can take it any more.
   *
   * @param segment the segment it is part of, still being written
   * @param fragment its place in the segment, from 0
   * @param toNanos monotonic time of its end
   */
  default void recorded(SegmentName segment, int fragment, long toNanos) {}

  /** A segment was closed and will not change any more. */
  void closed(Segment segment);

  /** The ring was opened anew after a fault: what is on the card may be something else now. */
  default void reopened() {}

  /** The card has no room for a fragment. */
  default void full() {}
}
