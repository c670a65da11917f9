package cetra.agent.record;

import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.wire.evidence.TrackPoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.tinylog.Logger;

/**
 * Reads the receiver on a thread of its own and keeps its fixes until the fragment of their time
 * takes them, so that neither waits for the other. Reopens a receiver that was unplugged.
 */
public final class TrackFeed implements AutoCloseable {
  /** An hour at 10 Hz; a camera that is gone for longer loses the oldest. */
  private static final int MOST_WAITING = 36_000;

  /**
   * How much older than its fragment a fix may be: a receiver's latency. What is older was fixed
   * while nothing was recorded, and no clip may tell where the car was then.
   */
  public static final Duration LATENCY = Duration.ofSeconds(2);

  private final ClockDiscipline clock;
  private final Queue<TrackPoint> waiting = new ArrayDeque<>();
  private final Plausibility plausibility = new Plausibility();
  private final Worker worker;
  private boolean told;

  /** Begins to read. */
  public TrackFeed(DeviceSource<GnssReceiver> source, ClockDiscipline clock) {
    this.clock = clock;
    this.worker =
        Worker.virtual("track", new DeviceLoop<>("GNSS receiver", source, this::read)::run);
  }

  /**
   * The fixes of a fragment that none before has taken, in order of arrival; those too old for it
   * are dropped.
   */
  synchronized List<TrackPoint> take(long fromNanos, long toNanos) {
    long oldest = fromNanos - LATENCY.toNanos();
    List<TrackPoint> taken = new ArrayList<>();
    int dropped = 0;
    TrackPoint next = waiting.peek();
    while (next != null && next.nanos() < toNanos) {
      waiting.remove();
      if (next.nanos() >= oldest) {
        taken.add(next);
      } else {
        dropped++;
      }
      next = waiting.peek();
    }
    tell(dropped);
    return taken;
  }

  @Override
  public void close() {
    worker.close();
  }

  private void tell(int dropped) {
    if (dropped > 0 && !told) {
      told = true; // a camera that comes and goes would fill the log
      Logger.info("{} fixes of a time without pictures are not recorded", dropped);
    }
  }

  private void read(GnssReceiver receiver) throws IOException, InterruptedException {
    for (Fix fix = receiver.read(); fix != null; fix = receiver.read()) {
      clock.observe(fix);
      keep(fix);
    }
  }

  private synchronized void keep(Fix fix) {
    if (waiting.size() == MOST_WAITING) {
      waiting.remove();
    }
    waiting.add(plausibility.judge(fix));
  }
}
