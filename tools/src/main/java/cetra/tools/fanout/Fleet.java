package cetra.tools.fanout;

import cetra.wire.key.IdentityFolder;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLEngine;

/** Many cars connected to a broker, each with its own certificate, on one event loop. */
final class Fleet implements AutoCloseable {
  private static final int AT_ONCE = 32;
  private static final int SECONDS = 60;
  private static final int MOST_OCTETS = 1 << 20;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final URI broker;

  Fleet(URI broker) {
    this.broker = broker;
  }

  /** Connects cars and waits until each has subscribed. */
  void subscribe(List<IdentityFolder> cars, String topic, MqttCar.Listener listener)
      throws IOException, InterruptedException {
    for (int from = 0; from < cars.size(); from += AT_ONCE) {
      List<MqttCar> batch = new ArrayList<>();
      for (int car = from; car < Math.min(from + AT_ONCE, cars.size()); car++) {
        String name = cars.get(car).tls().name();
        MqttCar client = new MqttCar(car, name, Optional.of(topic), listener);
        connect(cars.get(car), client);
        batch.add(client);
      }
      for (MqttCar client : batch) {
        await(client);
      }
    }
  }

  /** A client that only speaks; returns how it does. */
  Speaker speaker(IdentityFolder identity) throws IOException, InterruptedException {
    MqttCar client =
        new MqttCar(-1, identity.tls().name(), Optional.empty(), (car, nanos, message) -> {});
    Channel channel = connect(identity, client);
    await(client);
    return new Speaker(channel);
  }

  /** Publishes with QoS 1. */
  record Speaker(Channel channel) implements AutoCloseable {
    void say(String topic, byte[] message) {
      MqttCar.send(
          channel,
          MqttMessageBuilders.publish()
              .topicName(topic)
              .qos(MqttQoS.AT_LEAST_ONCE)
              .messageId(1)
              .payload(Unpooled.wrappedBuffer(message))
              .build());
    }

    @Override
    public void close() {
      channel.close().awaitUninterruptibly();
    }
  }

  private Channel connect(IdentityFolder identity, MqttCar client)
      throws IOException, InterruptedException {
    SSLEngine tls = identity.tls().context().createSSLEngine(broker.getHost(), broker.getPort());
    tls.setUseClientMode(true);
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel made) {
                made.pipeline()
                    .addLast(
                        new SslHandler(tls),
                        new MqttDecoder(MOST_OCTETS),
                        MqttEncoder.INSTANCE,
                        client);
              }
            })
        .connect(broker.getHost(), broker.getPort())
        .sync()
        .channel();
  }

  private static void await(MqttCar client) throws IOException, InterruptedException {
    try {
      client.ready().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the broker does not answer within " + SECONDS + " s", e);
    }
  }

  @Override
  public void close() {
    channels.writeAndFlush(MqttMessage.DISCONNECT).awaitUninterruptibly();
    channels
        .newCloseFuture()
        .awaitUninterruptibly(SECONDS, TimeUnit.SECONDS); // the broker hangs up
    channels.close().awaitUninterruptibly();
    loop.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
