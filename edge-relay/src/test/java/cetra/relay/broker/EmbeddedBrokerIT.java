package cetra.relay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cetra.relay.TestClient;
import cetra.relay.TestTown;
import cetra.wire.key.TlsIdentity;
import cetra.wire.message.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;

final class EmbeddedBrokerIT extends BrokerContract {
  @Override
  Broker start(Path folder, TlsIdentity identity) throws Exception {
    return EmbeddedBroker.start(folder, identity, "127.0.0.1", 0);
  }

  @Test
  void aClientIdentifierOfAnotherIsRefused() throws Exception {
    assertThatThrownBy(
            () -> TestClient.connect(broker().address(), town().device(2), TestTown.deviceName(1)))
        .isInstanceOf(MqttException.class);
  }

  @Test
  void aSecondConnectionOfOneIdentityIsNamedAfterIt() throws Exception {
    String topic = Topics.log(TestTown.REGION);
    try (TestClient first = connect(town().relay());
        TestClient second =
            TestClient.connect(broker().address(), town().relay(), TestTown.RELAY + "/watch")) {
      second.subscribe(topic);
      first.publish(topic, "entry");
      await().untilAsserted(() -> assertThat(second.texts(topic)).containsExactly("entry"));
    }
  }

  @Test
  void aBrokerThatDiesComesBackOnItsPort() throws Exception {
    ProcessHandle child = ((EmbeddedBroker) broker()).handle();
    URI address = broker().address();
    child.destroyForcibly();
    child.onExit().join();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> TestClient.connect(address, town().device(3), TestTown.deviceName(3)).close());
    assertThat(broker().address()).isEqualTo(address);
  }
}
