package cetra.hardware;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An accelerometer. Used by one thread. */
public interface MotionSensor extends AutoCloseable {
  /**
   * One sample.
   *
   * @param nanos when it was taken, on {@link BoardClock#nanos()}
   * @param x forward, in m/s²
   * @param y to the left, in m/s²
   * @param z upward, in m/s²; about 9.8 at rest
   */
  record Acceleration(long nanos, double x, double y, double z) {}

  /**
   * Blocks until the next sample is there.
   *
   * @return the sample; null when the sensor will send no more
   * @throws IOException when the sensor is gone
   */
  @Nullable Acceleration read() throws IOException, InterruptedException;

  @Override
  void close();
}
