package cetra.agent.clip;

import cetra.agent.index.ClipStore;
import cetra.agent.index.Stage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Lets go of clips whose order's time is over, so that their footage can be overwritten again. */
public final class Expiry implements Stage {
  private final ClipStore clips;
  private final ClipFolder folder;
  private final Clock clock;

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
    List<String> over = clips.expire(clock.instant());
    for (String id : over) {
      folder.remove(id);
    }
    return !over.isEmpty();
  }
}
