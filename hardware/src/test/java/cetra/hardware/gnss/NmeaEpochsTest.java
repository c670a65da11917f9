package cetra.hardware.gnss;

import static cetra.hardware.gnss.NmeaSentenceTest.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cetra.hardware.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NmeaEpochsTest {
  private static final String PLACE = "3526.6220,N,13938.2800,E";

  private static String rmc(String time, String status, String mode) {
    return "GNRMC," + time + "," + status + "," + PLACE + ",19.44,85.5,010426,,," + mode;
  }

  private static String gga(String time, String quality) {
    return "GNGGA," + time + "," + PLACE + "," + quality + ",10,0.8,12.0,M,39.1,M,,";
  }

  @Test
  void mergesTheSentencesOfOneTimeIntoOneFix() {
    List<Fix> fixes =
        fixes(gga("120000", "1"), "GNGSA,A,3", rmc("120000.00", "A", "A"), rmc("120001", "A", "A"));
    assertThat(fixes).hasSize(2);
    Fix first = fixes.getFirst();
    assertThat(first.utc()).isEqualTo(Instant.parse("2026-04-01T12:00:00Z"));
    assertThat(first.latitude()).isCloseTo(35.443700, within(1e-9));
    assertThat(first.longitude()).isCloseTo(139.638, within(1e-9));
    assertThat(first.speed()).isCloseTo(10.0, within(0.01));
    assertThat(first.course()).isEqualTo(85.5);
    assertThat(first.accuracy()).isCloseTo(4.0, within(1e-9));
    assertThat(fixes.getLast().accuracy()).isNaN();
  }

  @Test
  void tenFixesASecondAreTenEpochs() {
    assertThat(fixes(rmc("120000.00", "A", "A"), rmc("120000.10", "A", "A"))).hasSize(2);
  }

  @Test
  void errorsOfTheReceiverCountMoreThanDilution() {
    String gst = "GNGST,120000,1.0,2,2,0,2.0,2.0,4.0";
    Fix fix = fixes(rmc("120000", "A", "A"), gga("120000", "1"), gst).getFirst();
    assertThat(fix.accuracy()).isCloseTo(3.02, within(0.01));
  }

  @Test
  void speedAndCourseMayComeFromATrackSentence() {
    Fix fix =
        fixes("GPZDA,120000,01,04,2026,00,00", gga("120000", "2"), "GPVTG,85.5,T,,M,19.44,N,36,K")
            .getFirst();
    assertThat(fix.utc()).isEqualTo(Instant.parse("2026-04-01T12:00:00Z"));
    assertThat(fix.speed()).isCloseTo(10.0, within(0.01));
    assertThat(fix.course()).isEqualTo(85.5);
  }

  @Test
  void aVoidFixIsNone() {
    assertThat(fixes(rmc("120000", "V", "N"), rmc("120001", "V", ""))).isEmpty();
  }

  @Test
  void oneSentenceThatDoubtsTheFixIsEnough() {
    assertThat(fixes(rmc("120000", "A", "A"), gga("120000", "0"))).isEmpty();
    assertThat(fixes(gga("120000", "1"), rmc("120000", "V", "A"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"E", "N", "M", "S"})
  void anEstimatedTypedOrSimulatedPositionIsNoFix(String mode) {
    assertThat(fixes(rmc("120000", "A", mode))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "6", "7", "8", "", "x"})
  void aQualityThatIsNotMeasuredIsNoFix(String quality) {
    assertThat(fixes(rmc("120000", "A", "A"), gga("120000", quality))).isEmpty();
  }

  @Test
  void oneConstellationIsEnoughForAFix() {
    String zda = "GNZDA,120000,01,04,2026,00,00";
    String gns = "GNGNS,120000," + PLACE + ",%s,10,0.8,12.0,39.1,,";
    assertThat(fixes(zda, gns.formatted("AN"))).hasSize(1);
    assertThat(fixes(zda, gns.formatted("NN"))).isEmpty();
    assertThat(fixes(zda, gns.formatted("EE"))).isEmpty();
    assertThat(fixes(zda, gns.formatted(""))).isEmpty();
  }

  @Test
  void withoutADateThereIsNoFix() {
    assertThat(fixes(gga("120000", "1"))).isEmpty();
  }

  @Test
  void carriesTheDateOverMidnight() {
    List<Fix> fixes = fixes(rmc("235959", "A", "A"), gga("000000", "1"), gga("000001", "1"));
    assertThat(fixes).hasSize(3);
    assertThat(fixes.getLast().utc()).isEqualTo(Instant.parse("2026-04-02T00:00:01Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GPRMC,250000,A," + PLACE + ",1,1,010426",
        "GPRMC,120000,A,9526.6220,N,13938.2800,E,1,1,010426",
        "GPRMC,120000,A,3566.6220,N,13938.2800,E,1,1,010426",
        "GPRMC,120000,A,3526.6220,X,13938.2800,E,1,1,010426",
        "GPRMC,120000,A,3526.6220,N,18138.2800,E,1,1,010426",
        "GPRMC,120000,A,-526.6220,N,13938.2800,E,1,1,010426",
        "GPRMC,120000,A,,,,,1,1,010426",
        "GPRMC,120000,A," + PLACE + ",1,1,320426",
        "GPRMC,,A," + PLACE + ",1,1,010426",
        "GPRMC",
      })
  void whatIsMalformedIsNoFix(String body) {
    assertThat(fixes(body)).isEmpty();
  }

  @Test
  void stampsAFixWithTheArrivalOfItsFirstSentence() {
    NmeaEpochs epochs = new NmeaEpochs();
    assertThat(epochs.accept(read(gga("120000", "1")), 70)).isNull();
    assertThat(epochs.accept(read(rmc("120000", "A", "A")), 90)).isNull();
    Fix fix = epochs.accept(read(gga("120001", "1")), 1070);
    assertThat(fix).isNotNull();
    assertThat(fix.nanos()).isEqualTo(70);
  }

  private static List<Fix> fixes(String... bodies) {
    NmeaEpochs epochs = new NmeaEpochs();
    List<Fix> fixes = new ArrayList<>();
    for (String body : bodies) {
      add(epochs.accept(read(body), 0), fixes);
    }
    add(epochs.flush(), fixes);
    return fixes;
  }

  private static void add(@Nullable Fix fix, List<Fix> fixes) {
    if (fix != null) {
      fixes.add(fix);
    }
  }

  private static NmeaSentence read(String body) {
    NmeaSentence sentence = NmeaSentence.parse(sentence(body));
    assertThat(sentence).isNotNull();
    return sentence;
  }
}
