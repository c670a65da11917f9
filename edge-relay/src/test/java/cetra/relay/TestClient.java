package cetra.relay;

import cetra.wire.key.IdentityFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** An MQTT client that remembers what it was sent. */
public final class TestClient implements MqttCallback, AutoCloseable {
  /** What arrived. */
  public record Message(String topic, String text) {}

  private static final long MILLIS = 30_000;

  private final MqttAsyncClient client;
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  private TestClient(MqttAsyncClient client) {
    this.client = client;
  }

  public static TestClient connect(URI broker, IdentityFolder identity, String clientId)
      throws IOException, MqttException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setSocketFactory(identity.tls().context().getSocketFactory());
    return connect(broker, options, clientId);
  }

  public static TestClient connect(URI broker, IdentityFolder identity)
      throws IOException, MqttException {
    return connect(broker, identity, identity.tls().name());
  }

  public static TestClient connect(URI broker, MqttConnectionOptions options, String clientId)
      throws MqttException {
    options.setCleanStart(true);
    options.setAutomaticReconnect(false);
    options.setConnectionTimeout(30);
    TestClient made =
        new TestClient(new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence()));
    made.client.setCallback(made);
    made.client.connect(options).waitForCompletion(MILLIS);
    return made;
  }

  /** Subscribes; a refusal shows in what is delivered, not here. */
  public void subscribe(String filter) {
    try {
      client.subscribe(filter, 1).waitForCompletion(MILLIS);
    } catch (MqttException refused) {
      // delivery is what tests look at
    }
  }

  /** Publishes; a refusal shows in what is delivered, not here. */
  public void publish(String topic, byte[] message) {
    publish(topic, message, false);
  }

  /** Publishes, and asks the broker to keep the message for whoever comes later. */
  public void retain(String topic, String message) {
    publish(topic, message.getBytes(StandardCharsets.UTF_8), true);
  }

  private void publish(String topic, byte[] message, boolean retained) {
    try {
      client.publish(topic, message, 1, retained).waitForCompletion(MILLIS);
    } catch (MqttException refused) {
      // delivery is what tests look at
    }
  }

  public void publish(String topic, String message) {
    publish(topic, message.getBytes(StandardCharsets.UTF_8));
  }

  public boolean connected() {
    return client.isConnected();
  }

  public List<Message> messages() {
    return messages;
  }

  public List<String> texts(String topic) {
    return messages.stream().filter(m -> m.topic().equals(topic)).map(Message::text).toList();
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    messages.add(new Message(topic, new String(message.getPayload(), StandardCharsets.UTF_8)));
  }

  /** Without the client's own close(), of which its receiving thread may die (Paho 1.2.5). */
  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 0, false);
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {}

  @Override
  public void mqttErrorOccurred(MqttException exception) {}

  @Override
  public void deliveryComplete(IMqttToken token) {}

  @Override
  public void connectComplete(boolean reconnect, String serverUri) {}

  @Override
  public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
