package cetra.agent.index;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.tinylog.Logger;

/**
 * Gives a job its clips one by one. One that fails is put off, twice as long each time it gets no
 * further, so that it never stands in the way of the others; it is tried again until it expires.
 */
public final class ClipStage implements Stage {
  private static final Duration BREATH = Duration.ofMillis(50);
  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final int MOST_DOUBLINGS = 7;

  private final ClipJob job;
  private final ClipStore clips;
  private final Clock clock;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  /** A stage for a job. */
  public ClipStage(ClipJob job, ClipStore clips, Clock clock) {
    this.job = job;
    this.clips = clips;
    this.clock = clock;
  }

  @Override
  public String name() {
    return job.name();
  }

  @Override
  public boolean work() throws InterruptedException {
    Optional<Clip> due = clips.due(job.claims(), clock.instant());
    if (due.isPresent()) {
      work(due.get());
    }
    return due.isPresent();
  }

  private void work(Clip clip) throws InterruptedException {
    try {
      job.work(clip);
      failures.remove(clip.id());
    } catch (GotFurther e) {
      Logger.info("{} of clip {} was cut off: {}", job.name(), clip.id(), e.getMessage());
      failures.remove(clip.id());
      clips.postpone(clip, clock.instant().plus(BREATH), String.valueOf(e.getMessage()));
    } catch (AskedToWait e) {
      Logger.info("{} of clip {} waits {}: {}", job.name(), clip.id(), e.pause(), e.getMessage());
      clips.postpone(clip, after(e.pause()), String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      int times = failures.merge(clip.id(), 1, Integer::sum);
      Logger.warn(
          "{} of clip {} failed, attempt {}: {}", job.name(), clip.id(), times, e.toString());
      clips.postpone(clip, later(times), String.valueOf(e.getMessage()));
    }
  }

  private Instant later(int times) {
    return after(SHORTEST.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS)));
  }

  /** Not all cars at once. */
  private Instant after(Duration pause) {
    long jitter = ThreadLocalRandom.current().nextLong(Math.max(1, pause.toMillis()));
    return clock.instant().plus(pause).plusMillis(jitter);
  }
}
