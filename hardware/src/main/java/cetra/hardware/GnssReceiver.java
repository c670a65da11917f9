package cetra.hardware;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A satellite navigation receiver that hands out one fix an epoch. Used by one thread. */
public interface GnssReceiver extends AutoCloseable {
  /**
   * Blocks until the next fix is there; epochs without a valid position are left out.
   *
   * @return the fix; null when the receiver will send no more
   * @throws IOException when the receiver was unplugged
   */
  @Nullable Fix read() throws IOException, InterruptedException;

  @Override
  void close();
}
