package cetra.relay.broker;

import cetra.wire.message.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.tinylog.Logger;

/** One connection, from its beginning to its loss; what was not acknowledged the next one sends. */
final class LinkSession implements MqttCallback, AutoCloseable {
  private static final int WINDOW = 20;
  private static final long STEP_MILLIS = 10_000;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Duration SESSION = Duration.ofDays(1);
  private static final int MOST_BYTES = 64 << 10;

  /** Above what a message of {@link #MOST_BYTES} needs with its topic. */
  private static final long MOST_PACKET = MOST_BYTES + 1024L;

  private static final int FIRST_FAILURE = 0x80;

  private final Outbox outbox;
  private final BrokerLink.Inbox inbox;
  private final Clock clock;
  private final MqttAsyncClient client;
  private final Semaphore window = new Semaphore(WINDOW);
  private volatile boolean lost;

  LinkSession(String address, String name, Outbox outbox, BrokerLink.Inbox inbox, Clock clock)
      throws MqttException {
    this.outbox = outbox;
    this.inbox = inbox;
    this.clock = clock;
    this.client = new MqttAsyncClient(address, name, new MemoryPersistence());
  }

  void connect(SSLContext tls) throws MqttException {
    client.setCallback(this);
    client.connect(options(tls)).waitForCompletion(STEP_MILLIS);
    IMqttToken subscribed = client.subscribe(Topics.fromAllDevices(), 1);
    subscribed.waitForCompletion(STEP_MILLIS);
    if (failed(subscribed)) {
      throw new MqttException(MqttClientException.REASON_CODE_SUBSCRIBE_FAILED);
    }
  }

  /**
   * Publishes what is in the outbox and what comes into it, until the connection is lost or left.
   */
  void pump() throws MqttException, InterruptedException {
    long last = 0;
    while (!lost) {
      long seen = outbox.commits();
      List<Outbox.Item> items = outbox.after(last, WINDOW);
      for (Outbox.Item item : items) {
        last = item.id();
        send(item);
      }
      if (items.isEmpty()) {
        outbox.await(seen, IDLE);
      }
    }
  }

  private void send(Outbox.Item item) throws MqttException, InterruptedException {
    long seconds = Duration.between(clock.instant(), item.expires()).toSeconds();
    if (seconds <= 0) {
      outbox.done(item.id());
      return;
    }
    while (!window.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
      if (lost) {
        return;
      }
    }
    MqttMessage message =
        new MqttMessage(
            item.message().getBytes(StandardCharsets.UTF_8), 1, false, new MqttProperties());
    message.getProperties().setMessageExpiryInterval(Math.min(seconds, Integer.MAX_VALUE));
    client.publish(item.topic(), message, null, new Acknowledged(item));
  }

  /**
   * Ends {@link #pump}; any thread may. An interrupt is not enough, as the client swallows some.
   */
  void leave() {
    lost = true;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    if (message.getPayload().length > MOST_BYTES) {
      Logger.warn("a message of {} bytes on {} is dropped", message.getPayload().length, topic);
      return;
    }
    inbox.arrived(topic, message.getPayload());
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    lost = true;
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    Logger.warn("broker link: {}", exception.getMessage());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // each publish has its own listener
  }

  @Override
  public void connectComplete(boolean reconnect, String address) {
    // connect() waits for its token
  }

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {
    // enhanced authentication is not used
  }

  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client.disconnect(0).waitForCompletion(1000);
      }
    } catch (MqttException lostMeanwhile) {
      Logger.debug("disconnect: {}", lostMeanwhile.getMessage());
    }
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException alreadyGone) {
      Logger.debug("disconnect: {}", alreadyGone.getMessage());
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      Logger.debug("close: {}", e.getMessage());
    }
  }

  private static MqttConnectionOptions options(SSLContext tls) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSocketFactory(tls.getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION.toSeconds());
    options.setAutomaticReconnect(false);
    options.setReceiveMaximum(WINDOW);
    options.setMaximumPacketSize(MOST_PACKET);
    options.setTopicAliasMaximum(0);
    options.setKeepAliveInterval(30);
    options.setConnectionTimeout(10);
    return options;
  }

  private static boolean failed(IMqttToken token) {
    int[] codes = token.getReasonCodes();
    return codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE;
  }

  /** What becomes of one published message. */
  private final class Acknowledged implements MqttActionListener {
    private final Outbox.Item item;

    Acknowledged(Outbox.Item item) {
      this.item = item;
    }

    @Override
    public void onSuccess(IMqttToken token) {
      if (failed(token)) {
        // the broker will refuse it tomorrow too
        Logger.error("the broker refuses to publish on {}", item.topic());
      }
      outbox.done(item.id());
      window.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
      lost = true;
    }
  }
}
