package cetra.hardware.gnss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import cetra.hardware.Fix;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpxTrackTest {
  private final Refusals refusals = new Refusals();

  private static String point(String more) {
    return "<trkpt lat=\"35.4\" lon=\"139.6\"><time>2026-04-01T12:00:00Z</time>"
        + more
        + "</trkpt>";
  }

  private static String gpx(String version, String points) {
    return "<gpx version=\"1."
        + version
        + "\" creator=\"t\" xmlns=\"http://www.topografix.com/GPX/1/"
        + version
        + "\"><trk><trkseg>"
        + points
        + "</trkseg></trk></gpx>";
  }

  @ParameterizedTest
  @CsvSource({"2d, TWO_DIMENSIONAL", "3d, AUTONOMOUS", "dgps, DIFFERENTIAL", "pps, PRECISE"})
  void aPointTellsHowItWasFoundAndByHowManySatellites(String told, Fix.Type type)
      throws IOException {
    Fix fix = fixes(gpx("1", point("<fix>" + told + "</fix><sat>9</sat>"))).getFirst();
    assertThat(fix.type()).isEqualTo(type);
    assertThat(fix.satellites()).isEqualTo(9);
  }

  @Test
  void aPointWithoutAFixIsNone() throws IOException {
    assertThat(fixes(gpx("1", point("") + point("<fix>none</fix>")))).hasSize(1);
    assertThat(refusals.of(Refusal.VOID).line()).isEqualTo(2);
  }

  @Test
  void aReceiverThatWokeUpInItIsNotBelieved() throws IOException {
    assertThat(fixes(gpx("1", point("").replace("2026-04-01", "1980-01-06")))).isEmpty();
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.DATE_BEFORE);
  }

  @Test
  void speedsAndCoursesThatAreNoneAreNotTaken() throws IOException {
    Fix fix = fixes(gpx("0", point("<course>720</course><speed>-5</speed>"))).getFirst();
    assertThat(fix.speed()).isNaN();
    assertThat(fix.course()).isNaN();
  }

  @Test
  void aDocumentWithoutEndIsRefused() {
    String points = point(" ".repeat(1 << 20)).repeat((int) (GpxTrack.LARGEST >> 20));
    assertThatIOException()
        .isThrownBy(() -> fixes(gpx("1", points)))
        .withMessageContaining("over 32 MiB; split the track");
  }

  private List<Fix> fixes(String document) throws IOException {
    return GpxTrack.fixes(Nmea.bytes(document), Dates.RECORDED, refusals);
  }
}
