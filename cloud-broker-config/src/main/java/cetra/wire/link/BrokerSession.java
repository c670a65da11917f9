package cetra.wire.link;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.tinylog.Logger;

/**
 * Stays connected to a broker and empties the outbox into it.
 *
 * <p>Every connection is a new client: one that reconnects by itself resends with topic aliases
 * that the broker no longer knows, and never comes back (paho.mqtt.java 1104). What was not
 * acknowledged on one connection is sent again on the next, so receivers must bear duplicates.
 */
public final class BrokerSession implements AutoCloseable {
  /** What a session tells its owner; called on the client's thread, one call at a time. */
  public interface Listener {
    /** A connection stands and all subscriptions are made. */
    void connected();

    /** A message came; it is acknowledged when this returns. */
    void received(String topic, byte[] payload);
  }

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(500);

  private final BrokerAddress address;
  private final List<String> filters;
  private final Outbox outbox;
  private final Listener listener;
  private final Clock clock;
  private final Thread thread;

  /**
   * Begins to connect, and never gives up.
   *
   * @param filters what to subscribe, with QoS 1
   */
  public BrokerSession(
      BrokerAddress address, List<String> filters, Outbox outbox, Listener listener, Clock clock) {
    this.address = address;
    this.filters = List.copyOf(filters);
    this.outbox = outbox;
    this.listener = listener;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("broker").start(this::run);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    while (!Thread.currentThread().isInterrupted()) {
      try (BrokerConnection connection = BrokerConnection.open(address, filters, listener)) {
        Logger.debug("{} is connected to {}", address.clientId(), address.uri());
        pause = SHORTEST_PAUSE;
        listener.connected();
        pump(connection);
      } catch (MqttException e) {
        Logger.debug("{} lost {}: {}", address.clientId(), address.uri(), e.toString());
      } catch (RuntimeException e) {
        Logger.error(e, "{}: a message could not be handled", address.clientId());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      pause = pause(pause);
    }
  }

  private void pump(BrokerConnection connection) throws MqttException, InterruptedException {
    while (connection.alive()) {
      long commits = outbox.commits();
      if (!connection.send(outbox, clock.instant())) {
        outbox.await(commits, TICK);
      }
    }
  }

  private static Duration pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis() + ThreadLocalRandom.current().nextLong(pause.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
