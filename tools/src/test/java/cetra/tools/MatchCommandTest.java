package cetra.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Two cars drive along a road of Kaisei, one of them with a fix every two minutes. */
final class MatchCommandTest {
  private static final String HEADER = "vehicle_id,timestamp,note,latitude,longitude";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int match(List<String> rows, String features, String... more) throws IOException {
    Path tracks = folder.resolve("tracks.csv");
    Path orders = folder.resolve("orders.geojson");
    Files.write(tracks, rows);
    Files.writeString(orders, "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("match", "--tracks", tracks.toString(), "--orders", orders.toString()));
    arguments.addAll(List.of(more));
    CommandLine command = Cetra.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }

  private static List<String> rows() {
    return List.of(
        HEADER,
        "slow,2026-04-01T09:02:00+09:00,\"later, and out of order\",35.3300,139.1400",
        "slow,2026-04-01T09:00:00+09:00,,35.3300,139.1200",
        "quick,2026-04-01T00:00:10Z,,35.3300,139.1210",
        "quick,2026-04-01T00:00:11Z,,35.3300,139.1211",
        "quick,2026-04-01T00:00:11Z,the same time again,10,10",
        "far,2026-04-01T00:00:10Z,,35.4,139.3");
  }

  private static String order(String id, double west, double east) {
    return """
        {"type":"Feature","properties":{"id":"%s","from":"2026-04-01T09:00:00+09:00",
         "to":"2026-04-01T09:30:00+09:00"},"geometry":{"type":"Polygon","coordinates":
          [[[%s,35.329],[%s,35.329],[%s,35.331],[%s,35.331],[%s,35.329]]]}}"""
        .formatted(id, west, east, east, west, west);
  }

  @Test
  void vehiclesAreFoundByTheirFixesAndByTheWayBetween() throws IOException {
    String features =
        order("both", 139.1205, 139.1215)
            + ","
            + order("way only", 139.13, 139.131)
            + ","
            + order("nobody", 139.2, 139.21);
    assertThat(match(rows(), features, "--json")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("{\"both\":[\"quick\",\"slow\"],\"way only\":[\"slow\"],\"nobody\":[]}");
  }

  @Test
  void eachMatchIsALineWithItsTimesAndCertainty() throws IOException {
    assertThat(match(rows(), order("way", 139.13, 139.131))).isZero();
    assertThat(out.toString().strip())
        .isEqualTo("way  slow  2026-04-01T00:00:00Z  2026-04-01T00:02:00.000000001Z  likely");
  }

  @Test
  void whatIsOnlyPossibleIsShownToThoseWhoAsk() throws IOException {
    String beside = order("beside", 139.12115, 139.122);
    assertThat(match(rows(), beside, "--certainty", "possible", "--json")).isZero();
    assertThat(out.toString()).contains("\"quick\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,2026-04-01T09:00:00,,35,139 | line 2: timestamp '2026-04-01T09:00:00' is no time",
        "a,2026-04-01T09:00:00Z,,95,139 | line 2: latitude '95' is no number within ±90",
        "a,2026-04-01T09:00:00Z,,35,NaN | line 2: longitude 'NaN' is no number within ±180",
        "a,2026-04-01T09:00:00Z,,35 | line 2: longitude is missing",
        ",2026-04-01T09:00:00Z,,35,139 | line 2: vehicle_id is missing"
      })
  void aWrongRowIsNamed(String row, String message) throws IOException {
    assertThat(match(List.of(HEADER, row), order("o", 139, 139.1))).isNotZero();
    assertThat(err.toString()).contains("tracks.csv", message).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"properties\":{}} | feature ''",
        "{\"properties\":{\"id\":\"a\",\"from\":\"x\",\"to\":\"y\"}} | feature 'a': from 'x'",
        "{\"properties\":{\"id\":\"a\",\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-04-01T00:00:00Z\"}} | feature 'a': window",
        "{\"properties\":{\"id\":\"a\",\"from\":\"2026-04-01T00:00:00Z\",\"to\":\"2026-04-02T00:00:00Z\"},\"geometry\":{\"type\":\"Point\"}} | feature 'a': area type 'Point'"
      })
  void aWrongFeatureIsNamed(String feature, String message) throws IOException {
    assertThat(match(rows(), feature)).isNotZero();
    assertThat(err.toString()).contains("orders.geojson", message).doesNotContain("\tat ");
  }

  @Test
  void anIdThatComesTwiceIsRefused() throws IOException {
    String same = order("same", 139.13, 139.131);
    assertThat(match(rows(), same + "," + same)).isNotZero();
    assertThat(err.toString()).contains("'same'", "was there before");
  }
}
