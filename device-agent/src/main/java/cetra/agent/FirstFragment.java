package cetra.agent;

import cetra.agent.record.RingListener;
import cetra.agent.record.Segment;
import cetra.agent.record.SegmentName;
import org.tinylog.Logger;

/**
 * Says in the log when the first fragment of a run is on the card: from there on the car has a
 * dashcam. Called by the recorder's thread alone.
 */
final class FirstFragment implements RingListener {
  private final RingListener next;
  private boolean told;

  FirstFragment(RingListener next) {
    this.next = next;
  }

  @Override
  public void recorded(SegmentName segment, int fragment, long toNanos) {
    if (!told) {
      told = true;
      Logger.info("the first fragment is on the card");
    }
    next.recorded(segment, fragment, toNanos);
  }

  @Override
  public void closed(Segment segment) {
    next.closed(segment);
  }

  @Override
  public void reopened() {
    next.reopened();
  }

  @Override
  public void full() {
    next.full();
  }
}
