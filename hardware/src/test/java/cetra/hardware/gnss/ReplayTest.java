package cetra.hardware.gnss;

import static cetra.hardware.gnss.Nmea.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.hardware.SettableClock;
import cetra.hardware.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock(Duration.ofMinutes(10));

  /** Fixes of 2010 at 0, 1, 2 and, after a tunnel, 302 seconds. */
  private String log() throws IOException {
    StringBuilder log = new StringBuilder("# drive\n\u0001\u0002junk\n");
    for (String time : List.of("235900", "235901", "235902", "000402")) {
      String date = time.startsWith("23") ? "311210" : "010111";
      String place = "3526.6220,N,13938.2800,E";
      log.append(sentence("GPGGA," + time + "," + place + ",1,9,1.0,,M,,M,,")).append("\r\n");
      log.append(sentence("GPRMC," + time + ",A," + place + ",1.0,90.0," + date + ",,,A"));
      log.append("\r\n");
    }
    return file("drive.nmea", log.toString());
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void anOldLogStartsAtBootAndItsGapsStay() throws Exception {
    assertThat(nanos("nmea:" + log())).containsExactly(0L, SECOND, 2 * SECOND, 302 * SECOND);
  }

  @Test
  void endsAtTheInstantAskedFor() throws Exception {
    String spec = "nmea:" + log() + "?ends=2026-04-01T09:10:00Z";
    assertThat(nanos(spec)).containsExactly(298 * SECOND, 299 * SECOND, 300 * SECOND, 600 * SECOND);
    try (GnssReceiver receiver = open(spec)) {
      Fix first = receiver.read();
      assertThat(first).isNotNull();
      assertThat(first.utc()).isEqualTo(SettableClock.BOOT.plusSeconds(298));
    }
  }

  @Test
  void leavesOutWhatWasBeforeBoot() throws Exception {
    assertThat(nanos("nmea:" + log() + "?ends=2026-04-01T09:05:01Z"))
        .containsExactly(0L, SECOND, 301 * SECOND);
    assertThat(nanos("nmea:" + log() + "?starts=2010-12-31T23:59:00Z")).isEmpty();
  }

  @Test
  void handsOutHistoryAtOnceAndThenWaitsForTheClock() throws Exception {
    try (GnssReceiver receiver = open("nmea:" + log() + "?starts=2026-04-01T09:09:58Z")) {
      for (int due = 598; due <= 600; due++) {
        Fix fix = receiver.read();
        assertThat(fix).isNotNull();
        assertThat(fix.nanos()).isEqualTo(due * SECOND);
      }
      Waiting<Fix> next = Waiting.on(receiver::read);
      clock.advance(Duration.ofSeconds(299));
      next.untilParked();
      assertThat(next.isDone()).isFalse();
      clock.advance(Duration.ofSeconds(5));
      assertThat(next.result().nanos()).isEqualTo(900 * SECOND);
      assertThat(receiver.read()).isNull();
    }
  }

  @Test
  void refusesAWrongOrDoubleShift() throws IOException {
    String log = log();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("nmea:" + log + "?ends=yesterday"))
        .withMessageContaining("ends=yesterday");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> open("nmea:" + log + "?ends=2026-04-01T09:10:00Z&starts=2026-04-01T09:00:00Z"))
        .withMessageContaining("starts");
  }

  @Test
  void namesTheFileThatIsMissingOrHoldsNoFix() throws IOException {
    String empty = file("empty.nmea", "no fix here\n");
    assertThatIOException()
        .isThrownBy(() -> open("nmea:" + folder.resolve("none.nmea")))
        .withMessageContaining("none.nmea");
    assertThatIOException()
        .isThrownBy(() -> open("nmea:" + empty))
        .withMessageContaining("empty.nmea holds no valid fix");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open("gpx:"))
        .withMessageContaining("the file is missing");
  }

  @Test
  void aTracksSpeedAndCourseComeFromItsNeighbours() throws Exception {
    List<Fix> fixes = fixes("gpx:" + file("a.gpx", gpx("")));
    assertThat(fixes).hasSize(4);
    // 0.0001 degrees of latitude in a second.
    assertThat(fixes.get(1).speed()).isCloseTo(11.12, within(0.01));
    assertThat(fixes.get(1).course()).isZero();
    assertThat(fixes.get(1).accuracy()).isCloseTo(6, within(1e-9));
    assertThat(fixes.get(3).speed()).as("after a gap").isNaN();
    assertThat(fixes.get(3).course()).isNaN();
    assertThat(fixes.stream().map(Fix::nanos))
        .containsExactly(0L, SECOND, 2 * SECOND, 302 * SECOND);
  }

  @Test
  void aTrackWithADtdIsRefused() throws IOException {
    String secret = file("secret.txt", "secret");
    String dtd = "<!DOCTYPE gpx [<!ENTITY x SYSTEM \"file://" + secret + "\">]>";
    String track = file("xxe.gpx", gpx(dtd));
    assertThatIOException()
        .isThrownBy(() -> open("gpx:" + track))
        .withMessageContaining("xxe.gpx is no GPX track");
  }

  @Test
  void aBrokenTrackIsRefusedByName() throws IOException {
    String track = file("broken.gpx", gpx("").substring(0, 250));
    assertThatIOException()
        .isThrownBy(() -> open("gpx:" + track))
        .withMessageContaining("broken.gpx");
  }

  private static String gpx(String dtd) {
    String point =
        "<trkpt lat=\"%s\" lon=\"139.6\"><time>2010-12-31T%sZ</time><hdop>1.2</hdop></trkpt>";
    return "<?xml version=\"1.0\"?>"
        + dtd
        + "<gpx version=\"1.1\" creator=\"test\" xmlns=\"http://www.topografix.com/GPX/1/1\">"
        + "<trk><trkseg>"
        + point.formatted("35.4000", "12:00:00")
        + point.formatted("35.4001", "12:00:01")
        + point.formatted("35.4002", "12:00:02")
        + "<trkpt lat=\"35.5\" lon=\"139.6\"/>"
        + point.formatted("35.4100", "12:05:02")
        + "</trkseg></trk></gpx>";
  }

  private List<Long> nanos(String spec) throws IOException, InterruptedException {
    return fixes(spec).stream().map(Fix::nanos).toList();
  }

  private List<Fix> fixes(String spec) throws IOException, InterruptedException {
    List<Fix> fixes = new ArrayList<>();
    try (GnssReceiver receiver = open(spec)) {
      for (Fix fix = receiver.read(); fix != null; fix = receiver.read()) {
        fixes.add(fix);
      }
    }
    return fixes;
  }

  private GnssReceiver open(String spec) throws IOException {
    return Driver.open(GnssReceiver.class, DeviceSpec.parse(spec), clock);
  }
}
