package cetra.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RelayStartIT {
  @Test
  void aStartThatFailsHalfWayLeavesNothingRunning(@TempDir Path folder) throws Exception {
    TestTown town = new TestTown(folder);
    town.relay();
    RelayConfig free = town.config("mosquitto");
    long children = ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RelayConfig taken =
          new RelayConfig(
              free.data(),
              free.keys(),
              free.region(),
              free.host(),
              0,
              occupied.getLocalPort(),
              free.broker(),
              0,
              64,
              100,
              8,
              0,
              1,
              5,
              free.timestampUrl(),
              free.timestampAuthority(),
              free.retentionDays());
      assertThatThrownBy(() -> Relay.start(taken, Clock.systemUTC()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(":" + occupied.getLocalPort());
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive).count())
        .isEqualTo(children);
    // the database and the broker's folder are free again
    Relay.start(free, Clock.systemUTC()).close();
  }

  @Test
  void aSecondRelayDoesNotStartInAFolderThatIsInUse(@TempDir Path folder) throws Exception {
    TestTown town = new TestTown(folder);
    town.relay();
    RelayConfig config = town.config("mosquitto");
    try (Relay first = Relay.start(config, Clock.systemUTC())) {
      assertThatThrownBy(() -> Relay.start(config, Clock.systemUTC()))
          .isInstanceOf(IOException.class)
          .hasMessage("another relay uses " + config.data().toAbsolutePath());
      assertThat(first.api().getPort()).isPositive();
    }
    Relay.start(config, Clock.systemUTC()).close();
  }
}
