package cetra.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GnssCommandTest {
  private static final String HEADER = "time,lat,lon,speed,course,accuracy,type,satellites";
  private static final String PLACE = "3526.6220,N,13938.2800,E";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static String sentence(String body) {
    int sum = body.chars().reduce(0, (before, c) -> before ^ c);
    return String.format("$%s*%02X\r\n", body, sum);
  }

  private static String rmc(String time, String status, String date) {
    return sentence("GPRMC," + time + "," + status + "," + PLACE + ",19.44,85.5," + date + ",,,A");
  }

  private static String gga(String time, String quality) {
    return sentence("GPGGA," + time + "," + PLACE + "," + quality + ",10,0.8,12.0,M,39.1,M,,");
  }

  @Test
  void printsWhatItAcceptsAndSaysWhatItRefusedAndWhere() throws IOException {
    String log =
        rmc("120000.10", "A", "160806")
            + gga("120000.10", "2")
            + gga("120001.00", "6")
            + gga("120002.00", "6")
            + rmc("120003.00", "V", "160806")
            + "$GPRMC,120004*00\n"
            + "$GPRMC,120005\n"
            + rmc("120006.00", "A", "160806");
    assertThat(decode(log)).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            HEADER,
            "2006-08-16T12:00:00.100Z,35.44370000,139.63800000,10.001,85.50,4.00,differential,10",
            "2006-08-16T12:00:06.000Z,35.44370000,139.63800000,10.001,85.50,,autonomous,");
    assertThat(err.toString().lines())
        .containsExactlyInAnyOrder(
            "2 fixes",
            "refused 1: no checksum, first in line 7",
            "refused 1: wrong checksum, first in line 6",
            "refused 1: void: the receiver says that it has no fix, first in line 5",
            "refused 2: estimated by dead reckoning, first in line 3");
  }

  @Test
  void aLiveReceiverOfThePastIsNotBelieved() throws IOException {
    Path log = file("rolled-over.nmea", rmc("120000", "A", "160806"));
    assertThat(run("gnss", "decode", "--live", log.toString())).isEqualTo(1);
    assertThat(out.toString().lines()).containsExactly(HEADER);
    assertThat(err.toString())
        .contains("its week has rolled over (2006-08-16; 1024 weeks later is 2026-04-01)");
  }

  @Test
  void readsATrackAndCountsItsPoints() throws IOException {
    String points =
        "<trkpt lat=\"35.4\" lon=\"139.6\"><time>2026-04-01T12:00:00Z</time><fix>3d</fix></trkpt>"
            + "<trkpt lat=\"35.4\" lon=\"139.6\"/>";
    String head = "<gpx version=\"1.1\" creator=\"t\" xmlns=\"http://www.topografix.com/GPX/1/1\">";
    assertThat(decode("\n" + head + "<trk><trkseg>" + points + "</trkseg></trk></gpx>")).isZero();
    assertThat(out.toString())
        .contains("2026-04-01T12:00:00.000Z,35.40000000,139.60000000,,,,autonomous,");
    assertThat(err.toString()).contains("refused 1: no time, first in point 2");
  }

  @Test
  void readsStandardInput() {
    InputStream before = System.in;
    try {
      byte[] bytes = rmc("120000", "A", "010426").getBytes(StandardCharsets.US_ASCII);
      System.setIn(new ByteArrayInputStream(bytes));
      assertThat(run("gnss", "decode", "-")).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString()).contains("2026-04-01T12:00:00.000Z");
  }

  @Test
  void saysInOneLineWhatCannotBeDecoded() throws IOException {
    String missing = folder.resolve("none.nmea").toString();
    assertThat(run("gnss", "decode", missing)).isEqualTo(1);
    assertThat(err.toString()).contains("none.nmea: there is no such file");
    assertThat(run("gnss", "decode", folder.toString())).isEqualTo(1);
    assertThat(run("gnss", "decode", file("a.gpx", "<gpx><trk>").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("a.gpx cannot be decoded").doesNotContain("\tat ");
  }

  private int decode(String content) throws IOException {
    return run("gnss", "decode", file("drive.log", content).toString());
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private int run(String... arguments) {
    return Cetra.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
