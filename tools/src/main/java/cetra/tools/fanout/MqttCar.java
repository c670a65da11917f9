package cetra.tools.fanout;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.ConnectException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One client's side of MQTT 5, as far as a subscriber to one topic needs it. On its event loop; a
 * thread for each of ten thousand would measure the threads.
 */
final class MqttCar extends SimpleChannelInboundHandler<MqttMessage> {
  /** Is told what arrives. */
  interface Listener {
    /** A message came to the car of a number, at {@link System#nanoTime}. */
    void arrived(int car, long nanos, byte[] message);
  }

  private static final int KEEP_ALIVE_SECONDS = 1800;

  private final int number;
  private final String name;
  private final Optional<String> topic;
  private final Listener listener;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  /**
   * A client.
   *
   * @param topic what it subscribes to; nothing when it only speaks
   */
  MqttCar(int number, String name, Optional<String> topic, Listener listener) {
    this.number = number;
    this.name = name;
    this.topic = topic;
    this.listener = listener;
  }

  /** Done when the broker has answered all that was asked. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
      send(
          context,
          MqttMessageBuilders.connect()
              .protocolVersion(MqttVersion.MQTT_5)
              .clientId(name)
              .cleanSession(true)
              .keepAlive(KEEP_ALIVE_SECONDS)
              .build());
    }
    super.userEventTriggered(context, event);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
    long now = System.nanoTime();
    switch (message.fixedHeader().messageType()) {
      case CONNACK -> connected(context, (MqttConnAckMessage) message);
      case SUBACK -> ready.complete(null);
      case PUBLISH -> arrived(context, now, (MqttPublishMessage) message);
      default -> {} // what else a broker says concerns no subscriber
    }
  }

  private void connected(ChannelHandlerContext context, MqttConnAckMessage answer) {
    MqttConnectReturnCode code = answer.variableHeader().connectReturnCode();
    if (code != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
      ready.completeExceptionally(new ConnectException("the broker refuses " + name + ": " + code));
    } else if (topic.isEmpty()) {
      ready.complete(null);
    } else {
      send(
          context,
          MqttMessageBuilders.subscribe()
              .addSubscription(MqttQoS.AT_LEAST_ONCE, topic.get())
              .messageId(1)
              .build());
    }
  }

  private void arrived(ChannelHandlerContext context, long now, MqttPublishMessage message) {
    byte[] payload = new byte[message.payload().readableBytes()];
    message.payload().readBytes(payload);
    send(
        context,
        MqttMessageBuilders.pubAck().packetId(message.variableHeader().packetId()).build());
    listener.arrived(number, now, payload);
  }

  /** What cannot be sent ends the connection. */
  static void send(ChannelOutboundInvoker to, MqttMessage message) {
    to.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ready.completeExceptionally(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ready.completeExceptionally(new ConnectException("the broker hung up on " + name));
  }
}
