package cetra.agent.record;

import java.io.IOException;

/** Opens a device, as often as it is needed again. */
public interface DeviceSource<D extends AutoCloseable> {
  /**
   * Opens it.
   *
   * @throws IOException when it is not there
   */
  D open() throws IOException;
}
