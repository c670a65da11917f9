package cetra.agent.record;

/** Hears of what happens to the ring; must return at once, for the recorder waits. */
public interface RingListener {
  /** A segment was closed and will not change any more. */
  void closed(Segment segment);
}
