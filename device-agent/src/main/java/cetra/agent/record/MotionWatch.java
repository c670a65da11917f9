package cetra.agent.record;

import cetra.hardware.MotionSensor;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the motion sensor on a thread of its own and tells of blows. */
public final class MotionWatch implements AutoCloseable {
  private final double threshold;
  private final Consumer<Incident> listener;
  private final Worker worker;

  /**
   * Begins to watch.
   *
   * @param threshold what counts as a blow, in m/s²
   * @param listener called on the watch's thread
   */
  public MotionWatch(
      DeviceSource<MotionSensor> source, double threshold, Consumer<Incident> listener) {
    this.threshold = threshold;
    this.listener = listener;
    this.worker =
        Worker.virtual("motion", new DeviceLoop<>("motion sensor", source, this::read)::run);
  }

  @Override
  public void close() {
    worker.close();
  }

  private void read(MotionSensor sensor) throws IOException, InterruptedException {
    BlowDetector detector = new BlowDetector(threshold);
    for (MotionSensor.@Nullable Acceleration sample = sensor.read();
        sample != null;
        sample = sensor.read()) {
      if (detector.feels(sample)) {
        listener.accept(new Incident(Incident.Cause.MOTION, sample.nanos()));
      }
    }
  }
}
