package cetra.wire.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** One question over a broker, and its answer (MQTT 5 section 4.10). */
public final class BrokerRequest {
  private BrokerRequest() {}

  /**
   * Connects, asks, waits for the answer and leaves.
   *
   * @param address the broker; its session is not used
   * @param responseTopic where the answer comes, which the client must be allowed to read
   * @param most how long each step may take
   * @throws IOException when the broker cannot be reached or nobody answers in time
   */
  public static byte[] ask(
      BrokerAddress address, String topic, String responseTopic, byte[] question, Duration most)
      throws IOException, InterruptedException {
    MqttAsyncClient client = null;
    try {
      client =
          new MqttAsyncClient(
              address.uri().toString(), address.clientId(), new MemoryPersistence());
      return ask(client, address, topic, responseTopic, question, most);
    } catch (MqttException | ExecutionException e) {
      throw new IOException("the broker " + address.uri() + " cannot be asked: " + e, e);
    } catch (TimeoutException e) {
      throw new IOException("nobody answers on " + responseTopic + " within " + most, e);
    } finally {
      leave(client);
    }
  }

  private static byte[] ask(
      MqttAsyncClient client,
      BrokerAddress address,
      String topic,
      String responseTopic,
      byte[] question,
      Duration most)
      throws MqttException, InterruptedException, ExecutionException, TimeoutException {
    byte[] correlation = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    MqttProperties properties = new MqttProperties();
    properties.setResponseTopic(responseTopic);
    properties.setCorrelationData(correlation);
    AwaitedAnswer answer = new AwaitedAnswer(correlation);
    client.setCallback(answer);
    client.connect(options(address)).waitForCompletion(most.toMillis());
    client.subscribe(responseTopic, 1).waitForCompletion(most.toMillis());
    client.publish(topic, new MqttMessage(question, 1, false, properties));
    return answer.octets().get(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static MqttConnectionOptions options(BrokerAddress address) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSocketFactory(address.tls().getSocketFactory());
    options.setHttpsHostnameVerificationEnabled(true);
    options.setAutomaticReconnect(false);
    options.setTopicAliasMaximum(0);
    options.setUseSubscriptionIdentifiers(false);
    return options;
  }

  private static void leave(@Nullable MqttAsyncClient client) {
    try {
      if (client != null) {
        client.disconnectForcibly(0, 0, false);
      }
    } catch (MqttException alreadyGone) {
      Logger.trace("closing a connection: {}", alreadyGone.toString());
    }
  }
}
