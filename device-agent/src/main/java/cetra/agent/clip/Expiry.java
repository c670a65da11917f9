package cetra.agent.clip;

import cetra.agent.index.ClipStore;
import cetra.agent.index.Stage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

/**
 * Lets go of clips whose order's time is over, or that were taken back, so that their footage can
 * be overwritten again, and of files that a crash has left without a clip.
 */
public final class Expiry implements Stage {
  private static final Duration SWEEP = Duration.ofMinutes(5);

  private final ClipStore clips;
  private final ClipFolder folder;
  private final Clock clock;
  private Instant swept = Instant.EPOCH;

  /** A stage over the clips. */
  public Expiry(ClipStore clips, ClipFolder folder, Clock clock) {
    this.clips = clips;
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "expiry";
  }

  @Override
  public boolean work() throws IOException {
    Instant now = clock.instant();
    List<String> over = new ArrayList<>(clips.expire(now));
    over.addAll(clips.takenBack());
    for (String id : over) {
      folder.remove(id);
    }
    // either way: the clock may have been put back
    if (Duration.between(swept, now).abs().compareTo(SWEEP) >= 0) {
      swept = now;
      sweep();
    }
    return !over.isEmpty();
  }

  private void sweep() throws IOException {
    for (String id : folder.ids()) { // listed first: a clip that begins now is none of them
      if (!clips.unfinished(id)) {
        Logger.info("{} has no clip any more and is removed", id);
        folder.remove(id);
      }
    }
  }
}
