package cetra.relay.broker;

import cetra.wire.key.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The relay's connection to a broker: receives what devices say, publishes the outbox, and connects
 * again for ever, each time with a new client (the client library loses or repeats for ever what it
 * keeps over a reconnect).
 */
public final class BrokerLink implements AutoCloseable {
  /** Takes what arrives; what it throws makes the broker deliver the message again. */
  public interface Inbox {
    /** Takes one message, on the client's thread. */
    void arrived(String topic, byte[] message);
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String address;
  private final String name;
  private final SSLContext tls;
  private final Outbox outbox;
  private final Inbox inbox;
  private final Clock clock;
  private final CountDownLatch connected = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable LinkSession current;

  private BrokerLink(URI address, TlsIdentity identity, Outbox outbox, Inbox inbox, Clock clock)
      throws IOException {
    this.address = address.toString();
    this.name = identity.name();
    this.tls = identity.context();
    this.outbox = outbox;
    this.inbox = inbox;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("broker-link").unstarted(this::run);
  }

  /**
   * Begins to connect, and goes on until closed.
   *
   * @param address {@code ssl://host:port}; the host is checked against the broker's certificate
   * @throws IOException when the identity cannot be read
   */
  public static BrokerLink open(
      URI address, TlsIdentity identity, Outbox outbox, Inbox inbox, Clock clock)
      throws IOException {
    BrokerLink link = new BrokerLink(address, identity, outbox, inbox, clock);
    link.thread.start();
    return link;
  }

  /** Waits until it has been connected and subscribed once; false when that takes too long. */
  public boolean awaitConnected(Duration most) throws InterruptedException {
    return connected.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed = true;
    LinkSession session = current;
    if (session != null) {
      session.leave();
    }
    thread.interrupt();
    try {
      if (!thread.join(PATIENCE)) {
        Logger.warn("the link to {} does not end", address);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!closed) {
      try (LinkSession session = new LinkSession(address, name, outbox, inbox, clock)) {
        current = session;
        session.connect(tls);
        if (closed) {
          return;
        }
        connected.countDown();
        Logger.info("connected to {}", address);
        pause = FIRST_PAUSE;
        session.pump();
      } catch (MqttException | RuntimeException e) {
        Logger.warn("broker {}: {}; again in {}", address, reason(e), pause);
      } catch (InterruptedException e) {
        return;
      }
      pause = rest(pause);
    }
  }

  /** Waits half to all of the pause, so that a thousand clients do not come back at once. */
  private Duration rest(Duration pause) {
    try {
      long most = pause.toMillis();
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    } catch (InterruptedException e) {
      closed = true;
    }
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause();
    return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause;
  }
}
