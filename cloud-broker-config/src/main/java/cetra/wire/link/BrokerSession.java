package cetra.wire.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Stays connected to a broker and empties the outbox into it.
 *
 * <p>Every connection is a new client: one that reconnects by itself resends with topic aliases
 * that the broker no longer knows, and never comes back (paho.mqtt.java 1104). What was not
 * acknowledged on one connection is sent again on the next, so receivers must bear duplicates.
 */
public final class BrokerSession implements AutoCloseable {
  /** What a session tells its owner. */
  public interface Listener {
    /** A connection stands and all subscriptions are made; called on the session's thread. */
    default void connected() {}

    /**
     * A message came; called on the client's thread, one at a time.
     *
     * @throws IllegalArgumentException when it is no message; it is dropped
     */
    void received(String topic, byte[] payload);

    /**
     * A message came whose sender has named a response topic; by default like any other.
     *
     * @throws IllegalArgumentException when it is no message; it is dropped
     */
    default void asked(String topic, byte[] payload, Reply reply) {
      received(topic, payload);
    }
  }

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration FAREWELL = Duration.ofSeconds(20);

  private final BrokerAddress address;
  private final List<String> filters;
  private final Outbox outbox;
  private final Listener listener;
  private final Clock clock;
  private final CountDownLatch connected = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable BrokerConnection current;

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
    this.thread = Thread.ofVirtual().name("broker-session").start(this::run);
  }

  /** Waits until it has been connected and subscribed once; false when that takes too long. */
  public boolean awaitConnected(Duration most) throws InterruptedException {
    return connected.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closing = true;
    BrokerConnection connection = current;
    if (connection != null) {
      connection.leave();
    }
    thread.interrupt();
    try {
      if (!thread.join(FAREWELL)) {
        Logger.warn("the session with {} does not end", address.uri());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = SHORTEST_PAUSE;
    while (!closing) {
      try (BrokerConnection connection = new BrokerConnection(address, outbox, clock)) {
        current = connection;
        connection.open(address, filters, listener);
        Instant since = clock.instant();
        Logger.debug("{} is connected to {}", address.clientId(), address.uri());
        listener.connected();
        connected.countDown();
        try {
          pump(connection);
        } finally {
          pause = stood(since) ? SHORTEST_PAUSE : pause;
        }
      } catch (MqttException | RuntimeException e) {
        Logger.debug("{} at {}: {}", address.clientId(), address.uri(), reason(e));
      } catch (InterruptedException e) {
        closing = true;
      }
      pause = rest(pause);
    }
  }

  private void pump(BrokerConnection connection) throws MqttException, InterruptedException {
    if (!closing) {
      connection.pump();
    }
  }

  /**
   * Two clients of one name throw each other out as soon as they connect; that must not be fast.
   */
  private boolean stood(Instant since) {
    return Duration.between(since, clock.instant()).compareTo(LONGEST_PAUSE) > 0;
  }

  /** Waits half to all of the pause, so that a thousand clients do not come back at once. */
  private Duration rest(Duration pause) {
    try {
      long most = pause.toMillis();
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    } catch (InterruptedException e) {
      closing = true;
    }
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private static String reason(Exception e) {
    return e.getCause() == null ? e.toString() : e + ": " + e.getCause();
  }
}
