package cetra.agent.record;

import java.io.IOException;
import org.tinylog.Logger;

/** Uses a device until it ends by itself, and opens it again whenever it fails. */
final class DeviceLoop<D extends AutoCloseable> {
  /** Reads a device. */
  interface Use<D> {
    /** Returns when the device has no more to give. */
    void use(D device) throws IOException, InterruptedException;
  }

  private static final long RETRY_MILLIS = 1000;

  private final String name;
  private final DeviceSource<D> source;
  private final Use<D> use;
  private final Runnable failed;

  /** A loop whose device is missed by nobody while it is away. */
  DeviceLoop(String name, DeviceSource<D> source, Use<D> use) {
    this(name, source, use, () -> {});
  }

  /**
   * A loop.
   *
   * @param name what the log calls the device
   * @param failed called each time the device is away
   */
  DeviceLoop(String name, DeviceSource<D> source, Use<D> use, Runnable failed) {
    this.name = name;
    this.source = source;
    this.use = use;
    this.failed = failed;
  }

  /** Returns when the device has ended or the thread was interrupted. */
  void run() {
    boolean more = true;
    while (more && !Thread.currentThread().isInterrupted()) {
      try {
        once();
        more = false;
      } catch (InterruptedException e) {
        more = false;
      } catch (Exception e) { // whatever a driver throws must not end the loop
        failed.run();
        Logger.warn("{}: {}; trying again", name, e.toString());
        more = pause();
      }
    }
  }

  private void once() throws Exception {
    D device = source.open();
    try {
      use.use(device);
    } finally {
      device.close();
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
