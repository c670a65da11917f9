package cetra.hardware.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.NetworkLink;
import cetra.hardware.NetworkLink.Kind;
import cetra.hardware.VehiclePower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BoardStateTest {
  private static final String HEADER =
      "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n";

  @TempDir Path root;

  private NetworkLink.State network(String spec) throws IOException {
    try (NetworkLink link =
        Driver.open(NetworkLink.class, DeviceSpec.parse(spec), new StillClock())) {
      return link.read();
    }
  }

  private VehiclePower.State power(String spec) throws IOException {
    try (VehiclePower power =
        Driver.open(VehiclePower.class, DeviceSpec.parse(spec), new StillClock())) {
      return power.read();
    }
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  @ParameterizedTest
  @CsvSource({
    "eth0, WIRED, uevent",
    "wlan0, WIFI, wireless",
    "wlp2s0, WIFI, phy80211",
    "wwan0, MOBILE, uevent",
    "ppp0, MOBILE, uevent",
    "eth1, MOBILE, wwan"
  })
  void theKernelsDefaultRouteTellsTheKind(String name, Kind kind, String about) throws IOException {
    write("proc/net/route", HEADER + name + "\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000\n");
    boolean modem = about.equals("wwan");
    write("sys/class/net/" + name + "/" + (modem ? "uevent" : about), modem ? "DEVTYPE=wwan" : "");
    assertThat(network("linux:" + root)).isEqualTo(new NetworkLink.State(kind, false));
  }

  @Test
  void ofTwoRoutesTheOneWithTheLeastMetricIsUsed() throws IOException {
    write(
        "proc/net/route",
        HEADER
            + "wwan0\t00000000\t0102A8C0\t0003\t0\t0\t700\t00000000\n"
            + "wlan0\t00000000\t0102A8C0\t0003\t0\t0\t600\t00000000\n"
            + "eth0\t0002A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\n");
    write("sys/class/net/wlan0/wireless/x", "");
    assertThat(network("linux:" + root).kind()).isEqualTo(Kind.WIFI);
  }

  @Test
  void aBoardWithoutARouteHasNoNetwork() throws IOException {
    write("proc/net/route", HEADER);
    assertThat(network("linux:" + root).kind()).isEqualTo(Kind.NONE);
    assertThat(network("linux:").roaming()).as("this machine").isFalse();
  }

  @Test
  void theHottestZoneCounts() throws IOException {
    assertThat(power("linux:" + root).celsius()).as("none tells").isNaN();
    write("sys/class/thermal/thermal_zone0/temp", "41500\n");
    write("sys/class/thermal/thermal_zone1/temp", "83250\n");
    write("sys/class/thermal/thermal_zone2/temp", "off\n");
    VehiclePower.State state = power("linux:" + root);
    assertThat(state.celsius()).isEqualTo(83.25);
    assertThat(state.ignition()).isTrue();
    assertThat(state.volts()).isNaN();
  }

  @Test
  void anotherProgramMayTell() throws IOException {
    write("net", "kind = mobile\nroaming = true\n");
    assertThat(network("file:" + root.resolve("net")))
        .isEqualTo(new NetworkLink.State(Kind.MOBILE, true));
    write("power", "ignition = false\nvolts = 11.9\ncelsius = -12\n");
    assertThat(power("file:" + root.resolve("power")))
        .isEqualTo(new VehiclePower.State(false, 11.9, -12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "kind = cable", "kind = wifi\nroaming = perhaps", "speed = 3", "\\u12"})
  void whatItTellsWronglyIsNamed(String text) throws IOException {
    write("net", text);
    assertThatThrownBy(() -> network("file:" + root.resolve("net")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(root.resolve("net").toString());
  }

  @Test
  void aFileThatIsTooLongOrAValueOutOfRangeIsRefused() throws IOException {
    write("power", "#" + "x".repeat(4096));
    assertThatThrownBy(() -> power("file:" + root.resolve("power"))).hasMessageContaining("4096");
    write("power", "volts = 400");
    assertThatThrownBy(() -> power("file:" + root.resolve("power")))
        .hasMessageContaining("volts = '400' is no number from 0.0 to 60.0");
  }

  private static final class StillClock implements BoardClock {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public Instant utc() {
      return Instant.EPOCH;
    }
  }
}
