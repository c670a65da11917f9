package cetra.hardware;

import java.io.IOException;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Opens one kind of device; found by {@link ServiceLoader}, so that a manufacturer adds a jar. */
public interface Driver {
  /**
   * The kind of device it opens: {@link Camera}, {@link GnssReceiver}, {@link MotionSensor}, {@link
   * DriverPanel}, {@link NetworkLink} or {@link VehiclePower}.
   */
  Class<? extends AutoCloseable> device();

  /** The scheme it answers to, such as {@code file}. */
  String scheme();

  /**
   * Opens a device of its kind.
   *
   * @throws IOException when the device is not there or cannot be used
   * @throws IllegalArgumentException when an option is wrong
   */
  AutoCloseable open(DeviceSpec spec, BoardClock clock) throws IOException;

  /**
   * Opens a device by the driver of its scheme.
   *
   * @throws IOException when the device is not there or cannot be used
   * @throws IllegalArgumentException when an option is wrong, or no driver has the scheme; names
   *     those there are
   */
  static <D extends AutoCloseable> D open(Class<D> device, DeviceSpec spec, BoardClock clock)
      throws IOException {
    TreeSet<String> schemes = new TreeSet<>();
    for (Driver driver : ServiceLoader.load(Driver.class)) {
      if (driver.device() == device) {
        if (driver.scheme().equals(spec.scheme())) {
          return device.cast(driver.open(spec, clock));
        }
        schemes.add(driver.scheme());
      }
    }
    throw new IllegalArgumentException(
        "no " + device.getSimpleName() + " driver '" + spec.scheme() + "'; there are " + schemes);
  }
}
