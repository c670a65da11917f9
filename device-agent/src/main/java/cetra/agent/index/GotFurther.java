package cetra.agent.index;

import java.io.IOException;

/**
 * A job was cut off, and yet stands further than when it was cut off before: the road is bad, not
 * gone, so there is no cause to wait.
 */
public final class GotFurther extends IOException {
  private static final long serialVersionUID = 1L;

  /** What cut it off. */
  public GotFurther(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
