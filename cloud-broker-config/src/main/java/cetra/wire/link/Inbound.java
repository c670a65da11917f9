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
  /** Sends a message that nobody waits for. */
  interface Post {
    void send(String topic, MqttMessage message) throws MqttException;
  }

  private final BrokerSession.Listener listener;
  private final Runnable lost;
  private final Post post;

  Inbound(BrokerSession.Listener listener, Runnable lost, Post post) {
    this.listener = listener;
    this.lost = lost;
    this.post = post;
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    try {
      if (message.getProperties() == null || message.getProperties().getResponseTopic() == null) {
        listener.received(topic, message.getPayload());
      } else {
        listener.asked(topic, message.getPayload(), new Answer(message.getProperties(), post));
      }
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

  /** The answer to one request. */
  private record Answer(MqttProperties request, Post post) implements Reply {
    @Override
    public String topic() {
      return request.getResponseTopic();
    }

    @Override
    public void send(byte[] answer) {
      MqttProperties properties = new MqttProperties();
      properties.setCorrelationData(request.getCorrelationData());
      try {
        post.send(topic(), new MqttMessage(answer, 1, false, properties));
      } catch (MqttException | IllegalArgumentException e) {
        Logger.warn("no answer on {}: {}", topic(), e.toString());
      }
    }
  }
}
