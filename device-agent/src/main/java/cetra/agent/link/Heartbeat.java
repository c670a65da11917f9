package cetra.agent.link;

import cetra.agent.record.Worker;
import cetra.wire.link.Outbox;
import cetra.wire.message.DeviceStatus;
import cetra.wire.message.RecorderState;
import cetra.wire.message.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.tinylog.Logger;

/**
 * Says at fixed intervals, in a message of fixed size, that the device is alive; nothing of where
 * it is or what it has seen. A heartbeat that could not leave is replaced by the next.
 */
public final class Heartbeat implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final Outbox outbox;
  private final String topic;
  private final String software;
  private final Supplier<RecorderState> state;
  private final Clock clock;
  private final Worker worker;

  /** Begins to beat. */
  public Heartbeat(
      Outbox outbox, String device, String software, Supplier<RecorderState> state, Clock clock) {
    this.outbox = outbox;
    this.topic = Topics.status(device);
    this.software = software;
    this.state = state;
    this.clock = clock;
    this.worker = Worker.virtual("heartbeat", this::run);
  }

  @Override
  public void close() {
    worker.close();
  }

  private void beat() {
    try {
      byte[] status = DeviceStatus.of(software, state.get()).bytes();
      outbox.replace(topic, status, clock.instant().plus(INTERVAL));
    } catch (RuntimeException e) {
      Logger.error("no heartbeat: {}", e.toString()); // the next one may leave
    }
  }

  private void run() {
    try {
      while (true) {
        beat();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
