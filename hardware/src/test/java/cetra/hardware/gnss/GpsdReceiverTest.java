package cetra.hardware.gnss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.hardware.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GpsdReceiverTest {
  private final SettableClock clock = new SettableClock(Duration.ofSeconds(7));
  private GpsdServer server;

  @BeforeEach
  void listen() throws IOException {
    server = new GpsdServer();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private static String tpv(String more) {
    return "{\"class\":\"TPV\",\"device\":\"/dev/ttyACM0\",\"mode\":3,\"lat\":35.4437,"
        + "\"lon\":139.638,\"speed\":10.0,\"track\":85.5,"
        + more
        + "}";
  }

  @Test
  void asksForJsonAndReadsWhatIsSaid() throws Exception {
    try (GnssReceiver receiver = connect("")) {
      assertThat(server.hear()).isEqualTo("?WATCH={\"enable\":true,\"json\":true};");
      server.say("{\"class\":\"DEVICES\",\"devices\":[{\"path\":\"/dev/ttyACM0\"}]}");
      server.say("{\"class\":\"SKY\",\"device\":\"/dev/ttyACM0\",\"hdop\":0.8,\"uSat\":11}");
      server.say(tpv("\"status\":2,\"time\":\"2026-04-01T12:00:00.100Z\""));
      Fix fix = receiver.read();
      assertThat(fix)
          .isEqualTo(
              new Fix(
                  7_000_000_000L,
                  Instant.parse("2026-04-01T12:00:00.100Z"),
                  35.4437,
                  139.638,
                  10.0,
                  85.5,
                  4.0,
                  Fix.Type.DIFFERENTIAL,
                  11));
    }
  }

  @Test
  void asksForTheDeviceThatIsNamed() throws Exception {
    try (GnssReceiver receiver = connect("?device=/dev/ttyACM1")) {
      assertThat(receiver).isNotNull();
      assertThat(server.hear())
          .isEqualTo("?WATCH={\"enable\":true,\"json\":true,\"device\":\"/dev/ttyACM1\"};");
    }
  }

  @Test
  void aGpsdThatEndsIsConnectedToAgain() throws Exception {
    try (GnssReceiver receiver = connect("")) {
      server.hangUp();
      assertThatIOException()
          .isThrownBy(receiver::read)
          .withMessageContaining("gpsd at localhost:" + server.port());
    }
    try (GnssReceiver receiver = connect("")) {
      server.say(tpv("\"time\":\"2026-04-01T12:00:01Z\""));
      assertThat(receiver.read()).isNotNull();
    }
  }

  @Test
  void silenceIsGivenUp() throws Exception {
    try (GnssReceiver receiver = connect("")) {
      FutureTask<Fix> read = new FutureTask<>(receiver::read);
      Thread.ofVirtual().start(read);
      await()
          .until(
              () -> {
                clock.advance(GpsdSocket.PATIENCE);
                return read.isDone();
              });
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> read.get(20, TimeUnit.SECONDS))
          .withMessageContaining("has said nothing for 15 s");
    }
  }

  @Test
  void whoWaitsForAFixCanBeInterrupted() throws Exception {
    try (GnssReceiver receiver = connect("")) {
      FutureTask<Fix> read = new FutureTask<>(receiver::read);
      Thread.ofPlatform().daemon().start(read).interrupt();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> read.get(20, TimeUnit.SECONDS))
          .withCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aLineWithoutEndIsSkippedAndTakesNoMemory() throws Exception {
    try (GnssReceiver receiver = connect("")) {
      CompletableFuture<Void> said =
          CompletableFuture.runAsync(
              () -> {
                try {
                  server.say("{\"class\":\"TPV\",\"x\":\"" + "x".repeat(5_000_000) + "\"}");
                  server.say(tpv("\"time\":\"2026-04-01T12:00:01Z\""));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(receiver.read()).isNotNull();
      said.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void nobodyThereIsSaid() throws IOException {
    int port = server.port();
    server.close();
    assertThatIOException()
        .isThrownBy(() -> open("localhost:" + port))
        .withMessageStartingWith("gpsd at localhost:" + port + " does not answer");
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("localhost:x"))
        .withMessageContaining("port from 1 to 65535");
    assertThatIllegalArgumentException().isThrownBy(() -> open("localhost:70000"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("localhost:1?baud=9600"))
        .withMessageContaining("no option baud");
  }

  private GnssReceiver connect(String options) throws IOException {
    GnssReceiver receiver = open("localhost:" + server.port() + options);
    server.greet();
    return receiver;
  }

  private GnssReceiver open(String path) throws IOException {
    return Driver.open(GnssReceiver.class, DeviceSpec.parse("gpsd:" + path), clock);
  }
}
