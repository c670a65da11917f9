package cetra.relay.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import java.util.Optional;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Cuts connections of MQTT clients that ask Artemis for what it cannot be configured to refuse:
 * another's client identifier, retained messages, shared subscriptions, wills on topics that are
 * not theirs. Artemis makes it by its name from {@code broker.xml}.
 */
public final class ArtemisGate implements MQTTInterceptor {
  /** Made by Artemis. */
  public ArtemisGate() {}

  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    return switch (packet) {
      case MqttConnectMessage connect ->
          ArtemisAccess.certificate(connection)
              .flatMap(CertifiedClient::of)
              .filter(client -> welcome(client, connect))
              .isPresent();
      case MqttPublishMessage publish -> !publish.fixedHeader().isRetain();
      case MqttSubscribeMessage subscribe ->
          subscribe.payload().topicSubscriptions().stream()
              .noneMatch(wanted -> reserved(wanted.topicFilter()));
      default -> true;
    };
  }

  private static boolean welcome(CertifiedClient client, MqttConnectMessage connect) {
    return Optional.ofNullable(connect.payload().clientIdentifier())
            .filter(client::owns)
            .isPresent()
        && (!connect.variableHeader().isWillFlag() || will(client, connect));
  }

  private static boolean will(CertifiedClient client, MqttConnectMessage connect) {
    return !connect.variableHeader().isWillRetain()
        && client.rule().mayPublish(client.name(), connect.payload().willTopic());
  }

  /** Shared subscriptions, and two colons, by which Artemis would name another's queue. */
  private static boolean reserved(String filter) {
    return filter.startsWith("$share") || filter.contains("::");
  }
}
