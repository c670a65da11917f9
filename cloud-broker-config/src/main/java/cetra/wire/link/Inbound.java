package cetra.wire.link;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.tinylog.Logger;

/** Hands messages on; one that cannot be handled is dropped and not asked for again. */
final class Inbound implements MqttCallback {
  private final BrokerSession.Listener listener;
  private final Runnable lost;

  Inbound(BrokerSession.Listener listener, Runnable lost) {
    this.listener = listener;
    this.lost = lost;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    try {
      listener.received(topic, message.getPayload());
    } catch (IllegalArgumentException e) {
      Logger.warn("dropped a message on {}: {}", topic, e.getMessage());
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    lost.run();
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    Logger.debug("broker: {}", exception.toString());
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // the sender waits for its tokens
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
