package cetra.hardware.gnss;

import static cetra.hardware.gnss.Nmea.gga;
import static cetra.hardware.gnss.Nmea.lines;
import static cetra.hardware.gnss.Nmea.rmc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.hardware.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SerialIT {
  @TempDir private Path folder;

  private final TickingClock clock = new TickingClock();

  @Test
  void aFixIsThereWhenTheBurstPausesAndNotWhenTheNextBegins() throws Exception {
    try (Pty pty = Pty.plugIn(folder.resolve("gnss"));
        GnssReceiver receiver = open(pty.port())) {
      long before = clock.nanos();
      pty.send("\u00b5b\u0001\u0007" + lines(rmc("120000.00", "A", "A"), gga("120000.00", "1")));
      Fix first = receiver.read();
      assertThat(first).isNotNull();
      assertThat(first.nanos()).isBetween(before, clock.nanos());
      assertThat(first.satellites()).isEqualTo(10);
      pty.send(lines(rmc("120000.10", "A", "A")));
      Fix second = receiver.read();
      assertThat(second).isNotNull();
      assertThat(second.utc()).isEqualTo(Instant.parse("2026-04-01T12:00:00.100Z"));
    }
  }

  @Test
  void anUnpluggedReceiverFailsAndIsReadAgainWhenItIsBack() throws Exception {
    Path link = folder.resolve("gnss");
    try (Pty pty = Pty.plugIn(link);
        GnssReceiver receiver = open(pty.port())) {
      pty.send(lines(rmc("120000", "A", "A")));
      assertThat(receiver.read()).isNotNull();
      pty.unplug();
      assertThatIOException().isThrownBy(receiver::read).withMessageEndingWith("was unplugged");
      assertThatIOException().isThrownBy(() -> open(pty.port())).withMessageContaining("no such");
    }
    try (Pty again = Pty.plugIn(link);
        GnssReceiver receiver = open(again.port())) {
      again.send(lines(rmc("120007", "A", "A")));
      assertThat(receiver.read()).isNotNull();
    }
  }

  @Test
  void aReceiverThatSaysNothingIsGivenUp() throws Exception {
    try (Pty pty = Pty.plugIn(folder.resolve("gnss"));
        GnssReceiver receiver = open(pty.port())) {
      Waiting<Fix> read = Waiting.on(receiver::read);
      clock.advance(SerialBytes.PATIENCE.toNanos());
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(read::result)
          .withMessageContaining(pty.port() + " at 115200 baud has sent no NMEA sentence for 15 s");
    }
  }

  @Test
  void noiseIsAsGoodAsSilence() throws Exception {
    try (Pty pty = Pty.plugIn(folder.resolve("gnss"));
        GnssReceiver receiver = open(pty.port())) {
      Waiting<Fix> read = Waiting.on(receiver::read);
      clock.advance(SerialBytes.PATIENCE.toNanos());
      pty.send("\u00f8\u0080\u0000\u0080".repeat(500));
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(read::result)
          .withMessageContaining("is this its speed?");
    }
  }

  @Test
  void whoWaitsForAFixCanBeInterrupted() throws Exception {
    try (Pty pty = Pty.plugIn(folder.resolve("gnss"));
        GnssReceiver receiver = open(pty.port())) {
      Waiting<Fix> read = Waiting.on(receiver::read);
      read.interrupt();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(read::result)
          .withCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aPortIsForOneReaderAlone() throws Exception {
    try (Pty pty = Pty.plugIn(folder.resolve("gnss"));
        GnssReceiver receiver = open(pty.port())) {
      assertThat(receiver).isNotNull();
      assertThatIOException()
          .isThrownBy(() -> open(pty.port()))
          .withMessageContaining(pty.port())
          .withMessageContaining("another program holds it");
    }
  }

  @Test
  void saysWhatIsNoPort() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatIOException()
        .isThrownBy(() -> open("/dev/ttyNONE"))
        .withMessageContaining("/dev/ttyNONE");
    assertThatIOException()
        .isThrownBy(() -> open("/dev/null"))
        .withMessageContaining("/dev/null cannot be opened at 115200 baud");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(file.toString()))
        .withMessageContaining("write serial:/dev/ttyUSB0?baud=9600");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Driver.open(GnssReceiver.class, DeviceSpec.parse("serial:/dev/x?baud=1"), clock))
        .withMessageContaining("baud=1");
  }

  private GnssReceiver open(String port) throws IOException {
    DeviceSpec spec = DeviceSpec.parse("serial:" + port + "?baud=115200");
    return Driver.open(GnssReceiver.class, spec, clock);
  }
}
