package cetra.wire.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.tinylog.Logger;

/** One connection, from CONNECT to its end; used by one thread. */
final class BrokerConnection implements AutoCloseable {
  /** Messages on their way at a time; brokers default to a receive maximum of 10 to 65535. */
  private static final int WINDOW = 10;

  private static final long MOST_PACKET = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final MqttAsyncClient client;

  private BrokerConnection(MqttAsyncClient client) {
    this.client = client;
  }

  /** Connects and subscribes; every wait ends, for CONNACK may never come. */
  static BrokerConnection open(
      BrokerAddress address, List<String> filters, BrokerSession.Listener listener)
      throws MqttException {
    MqttAsyncClient client =
        new MqttAsyncClient(address.uri().toString(), address.clientId(), new MemoryPersistence());
    BrokerConnection connection = new BrokerConnection(client);
    try {
      client.setCallback(new Inbound(listener));
      client.connect(options(address)).waitForCompletion(PATIENCE.toMillis());
      for (String filter : filters) {
        client.subscribe(filter, 1).waitForCompletion(PATIENCE.toMillis());
      }
      return connection;
    } catch (MqttException e) {
      connection.close();
      throw e;
    }
  }

  boolean alive() {
    return client.isConnected();
  }

  /**
   * Sends what is due, and waits until the broker has it.
   *
   * @return whether there was anything
   */
  boolean send(Outbox outbox, Instant now) throws MqttException {
    List<Sent> underWay = new ArrayList<>();
    outbox.due(now, WINDOW, (id, topic, payload) -> underWay.add(publish(id, topic, payload)));
    for (Sent sent : underWay) {
      sent.await();
      outbox.sent(sent.id());
    }
    return !underWay.isEmpty();
  }

  @Override
  public void close() {
    try {
      if (client.isConnected()) {
        client.disconnect(0).waitForCompletion(PATIENCE.toMillis());
      }
      client.close(true);
    } catch (MqttException e) {
      Logger.debug("closing a connection: {}", e.toString());
    }
  }

  private record Sent(long id, IMqttToken token) {
    void await() throws MqttException {
      token.waitForCompletion(PATIENCE.toMillis());
    }
  }

  private Sent publish(long id, String topic, byte[] payload) throws MqttException {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    return new Sent(id, client.publish(topic, message));
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
    options.setTopicAliasMaximum(0);
    options.setUseSubscriptionIdentifiers(false);
    options.setMaximumPacketSize(MOST_PACKET);
    return options;
  }
}
