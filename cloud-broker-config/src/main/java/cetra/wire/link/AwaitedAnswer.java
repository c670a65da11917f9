package cetra.wire.link;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Waits for the one message that carries the correlation data of a question. */
final class AwaitedAnswer implements MqttCallback {
  private final byte[] correlation;
  private final CompletableFuture<byte[]> octets = new CompletableFuture<>();

  AwaitedAnswer(byte[] correlation) {
    this.correlation = correlation.clone();
  }

  CompletableFuture<byte[]> octets() {
    return octets;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    MqttProperties properties = message.getProperties();
    if (properties != null && Arrays.equals(properties.getCorrelationData(), correlation)) {
      octets.complete(message.getPayload());
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    octets.completeExceptionally(new MqttException(response.getReturnCode()));
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    octets.completeExceptionally(exception);
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // the answer is what counts
  }

  @Override
  public void connectComplete(boolean reconnect, String uri) {
    // connecting is waited for
  }

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {
    // identity is the certificate; there is no enhanced authentication
  }
}
