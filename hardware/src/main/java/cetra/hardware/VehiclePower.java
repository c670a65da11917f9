package cetra.hardware;

import java.io.IOException;

/** The vehicle's supply and the board's warmth. Safe for many threads. */
public interface VehiclePower extends AutoCloseable {
  /**
   * What is known of them.
   *
   * @param ignition whether the ignition is on; true where nobody tells
   * @param volts of the vehicle's battery; NaN where nobody tells
   * @param celsius of the board's hottest place; NaN where nobody tells
   */
  record State(boolean ignition, double volts, double celsius) {}

  /**
   * Looks at them; takes no longer than reading a few small files.
   *
   * @throws IOException when they cannot be told
   */
  State read() throws IOException;

  @Override
  void close();
}
