package cetra.hardware;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A camera that hands out coded video in decode order; nothing of ours ever decodes or re-encodes
 * it.
 *
 * <p>Used by one thread.
 */
public interface Camera extends AutoCloseable {
  /**
   * Blocks until the next packet is there.
   *
   * @return the packet, whose bytes stay valid until the next call; null when the stream has ended
   * @throws IOException when the camera was unplugged or its stream is broken
   */
  @Nullable VideoPacket read() throws IOException, InterruptedException;

  @Override
  void close();
}
