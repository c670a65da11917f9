package cetra.wire.link;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.tinylog.Logger;

/** One connection, from CONNECT to its end; what was not acknowledged the next one sends. */
final class BrokerConnection implements AutoCloseable {
  /** Messages on their way at a time; above a broker's receive maximum the client throws. */
  private static final int WINDOW = 20;

  private static final long MOST_PACKET = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofMillis(500);
  private static final int FIRST_FAILURE = 0x80;

  private final MqttAsyncClient client;
  private final Outbox outbox;
  private final Clock clock;
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
  private volatile boolean lost;

  BrokerConnection(BrokerAddress address, Outbox outbox, Clock clock) throws MqttException {
    this.client =
        new MqttAsyncClient(address.uri().toString(), address.clientId(), new MemoryPersistence());
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Connects and subscribes; every wait ends, for CONNACK may never come. */
  void open(BrokerAddress address, Iterable<String> filters, BrokerSession.Listener listener)
      throws MqttException {
    client.setCallback(new Inbound(listener, this::leave, client::publish));
    client.connect(options(address)).waitForCompletion(PATIENCE.toMillis());
    for (String filter : filters) {
      IMqttToken subscribed = client.subscribe(filter, 1);
      subscribed.waitForCompletion(PATIENCE.toMillis());
      if (failed(subscribed)) {
        throw new MqttException(MqttClientException.REASON_CODE_SUBSCRIBE_FAILED);
      }
    }
  }

  /** Sends what is in the outbox and what comes into it, until the connection is lost or left. */
  void pump() throws MqttException, InterruptedException {
    while (!lost) {
      long commits = outbox.commits();
      boolean sent = false;
      for (Outbox.Message message : outbox.due(clock.instant(), WINDOW)) {
        if (underWay.add(message.id())) {
          send(message);
          sent = true;
        }
      }
      if (!sent) {
        outbox.await(commits, TICK);
      }
    }
  }

  /** Ends {@link #pump}; an interrupt is not enough, for the client swallows some. */
  void leave() {
    lost = true;
  }

  /**
   * Ends the connection. The client's own close() is not called: it frees nothing but memory, and
   * takes its state from under its receiving thread, which then dies of it (Paho 1.2.5).
   */
  @Override
  public void close() {
    quietly(() -> client.disconnect(0).waitForCompletion(FAREWELL.toMillis()));
    quietly(() -> client.disconnectForcibly(0, 0, false));
  }

  private void send(Outbox.Message message) throws MqttException {
    long seconds = Duration.between(clock.instant(), message.expires()).toSeconds();
    if (seconds <= 0) {
      outbox.done(message.id());
      return;
    }
    MqttProperties properties = new MqttProperties();
    properties.setMessageExpiryInterval(Math.min(seconds, Integer.MAX_VALUE));
    client.publish(
        message.topic(),
        new MqttMessage(message.payload(), 1, false, properties),
        null,
        new Acknowledged(message));
  }

  private interface Farewell {
    void say() throws MqttException;
  }

  private static void quietly(Farewell farewell) {
    try {
      farewell.say();
    } catch (MqttException alreadyGone) {
      Logger.trace("closing a connection: {}", alreadyGone.toString());
    }
  }

  private static MqttConnectionOptions options(BrokerAddress address) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(false);
    options.setSessionExpiryInterval(address.session().toSeconds());
    options.setSocketFactory(address.tls().getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout((int) PATIENCE.toSeconds());
    options.setKeepAliveInterval(30);
    options.setReceiveMaximum(WINDOW);
    options.setTopicAliasMaximum(0);
    options.setUseSubscriptionIdentifiers(false);
    options.setMaximumPacketSize(MOST_PACKET);
    return options;
  }

  private static boolean failed(IMqttToken token) {
    int[] codes = token.getReasonCodes();
    return codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE;
  }

  /** What becomes of one published message. */
  private final class Acknowledged implements MqttActionListener {
    private final Outbox.Message message;

    Acknowledged(Outbox.Message message) {
      this.message = message;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      if (failed(token)) {
        // the broker will refuse it tomorrow too
        Logger.error("the broker refuses to publish on {}", message.topic());
      }
      outbox.done(message.id());
      underWay.remove(message.id());
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      lost = true;
    }
  }
}
