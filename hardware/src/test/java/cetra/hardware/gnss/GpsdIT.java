package cetra.hardware.gnss;

import static cetra.hardware.gnss.Nmea.gga;
import static cetra.hardware.gnss.Nmea.lines;
import static cetra.hardware.gnss.Nmea.rmc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Debian's gpsd, with a receiver on the network: its profile of AppArmor knows no terminals. */
class GpsdIT {
  private final TickingClock clock = new TickingClock();
  private int second;

  @Test
  void readsWhatARealGpsdMakesOfAReceiver() throws Exception {
    int port = freePort();
    try (ServerSocket feed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Gpsd gpsd = new Gpsd(port, "tcp://127.0.0.1:" + feed.getLocalPort());
        Socket wire = feed.accept();
        GnssReceiver receiver = connected(port)) {
      FutureTask<Fix> read = new FutureTask<>(receiver::read);
      Thread.ofVirtual().start(read);
      await()
          .atMost(Duration.ofSeconds(25))
          .pollInterval(Duration.ofMillis(200))
          .until(afterAnotherEpoch(wire, read));
      assertThat(gpsd.process().isAlive()).isTrue();
      check(read.get());
    }
  }

  private static void check(Fix fix) {
    Instant noon = Instant.parse("2026-04-01T12:00:00Z");
    assertThat(fix.utc()).isBetween(noon, noon.plusSeconds(60));
    assertThat(fix.latitude()).isCloseTo(35.4437, within(1e-6));
    assertThat(fix.longitude()).isCloseTo(139.638, within(1e-6));
    assertThat(fix.speed()).isCloseTo(10, within(0.1));
    assertThat(fix.course()).isCloseTo(85.5, within(0.1));
    assertThat(fix.accuracy()).isPositive();
  }

  private Callable<Boolean> afterAnotherEpoch(Socket wire, FutureTask<Fix> read) {
    return () -> {
      String time = "1200%02d.00".formatted(second++ % 60);
      String epoch =
          lines(rmc(time, "A", "A"), gga(time, "1"), "GNGSA,A,3,01,02,03,04,,,,,,,,,1.7,1.0,1.4");
      wire.getOutputStream().write(epoch.getBytes(StandardCharsets.US_ASCII));
      return read.isDone();
    };
  }

  private GnssReceiver connected(int port) {
    DeviceSpec spec = DeviceSpec.parse("gpsd:127.0.0.1:" + port);
    return await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> Driver.open(GnssReceiver.class, spec, clock), opened -> true);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** The daemon, which reads its receiver at once and not only for a client. */
  private record Gpsd(Process process) implements AutoCloseable {
    Gpsd(int port, String receiver) throws IOException {
      this(
          new ProcessBuilder("/usr/sbin/gpsd", "-N", "-n", "-S", Integer.toString(port), receiver)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
