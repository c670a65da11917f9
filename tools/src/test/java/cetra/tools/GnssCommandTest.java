package cetra.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class GnssCommandTest {
  private static final String GOOD =
      sentence("GNRMC,120000.00,A,3526.622,N,13938.280,E,10.0,85.5,010426,,,A")
          + sentence("GNGGA,120000.00,3526.622,N,13938.280,E,1,11,0.8,30,M,38,M,,");

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static String sentence(String body) {
    int sum = body.chars().reduce(0, (so, c) -> so ^ c);
    return "$%s*%02X\r\n".formatted(body, sum);
  }

  private int decode(String log, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("drive.log"), log);
    String[] arguments = new String[options.length + 3];
    arguments[0] = "gnss";
    arguments[1] = "decode";
    System.arraycopy(options, 0, arguments, 2, options.length);
    arguments[arguments.length - 1] = file.toString();
    CommandLine command = Cetra.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void whatIsAcceptedIsATable() throws IOException {
    assertThat(decode(GOOD)).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "time,lat,lon,speed,course,accuracy,type,satellites",
            "2026-04-01T12:00:00.000Z,35.44370000,139.63800000,5.144,85.50,4.00,autonomous,11");
    assertThat(err.toString().strip()).isEqualTo("1 fixes");
  }

  @Test
  void whatIsRefusedIsCountedWithItsFirstLine() throws IOException {
    String wrong = GOOD.replaceFirst("\\*..", "*00");
    String voided = sentence("GNRMC,120001.00,V,,,,,,,010426,,,N");
    assertThat(decode(GOOD + wrong + voided + voided.replace("01.00", "02.00"))).isZero();
    assertThat(err.toString())
        .contains("wrong checksum, first in line 3")
        .contains("void: the receiver says that it has no fix");
  }

  @Test
  void aLogWithoutAFixIsANegativeOutcome() throws IOException {
    assertThat(decode("no sentence at all\n")).isEqualTo(1);
    assertThat(err.toString()).startsWith("0 fixes");
  }

  @Test
  void aReceiverWhoseWeekHasRolledOverIsNamedAndNotBelievedLive() throws IOException {
    String past = sentence("GNRMC,120000.00,A,3526.622,N,13938.280,E,10.0,85.5,160806,,,A");
    assertThat(decode(past)).isZero();
    assertThat(decode(past, "--live")).isEqualTo(1);
    assertThat(err.toString()).contains("1024 weeks");
  }

  @Test
  void aTrackOfGpxIsDecodedToo() throws IOException {
    String gpx =
        """
        <?xml version="1.0"?>
        <gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
        <trkpt lat="35.4437" lon="139.638"><time>2026-04-01T12:00:00Z</time></trkpt>
        </trkseg></trk></gpx>
        """;
    assertThat(decode(gpx)).isZero();
    assertThat(out.toString()).contains("2026-04-01T12:00:00.000Z,35.44370000,139.63800000");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    CommandLine command = Cetra.commandLine();
    command.setErr(new PrintWriter(err, true));
    assertThat(command.execute("gnss", "decode", folder.resolve("none.log").toString()))
        .isNotZero();
    assertThat(err.toString()).contains("none.log").doesNotContain("\tat ");
  }
}
