package cetra.agent.index;

import java.io.IOException;
import java.time.Duration;

/** Whom a job needs is there, and wants to be asked again later. */
public final class AskedToWait extends IOException {
  private static final long serialVersionUID = 1L;

  private final Duration pause;

  /** For how long, and why. */
  public AskedToWait(Duration pause, IOException cause) {
    super(cause.getMessage(), cause);
    this.pause = pause;
  }

  /** How long to wait at least. */
  Duration pause() {
    return pause;
  }
}
