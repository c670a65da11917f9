package cetra.hardware.gnss;

import static cetra.hardware.gnss.Nmea.PLACE;
import static cetra.hardware.gnss.Nmea.gga;
import static cetra.hardware.gnss.Nmea.lines;
import static cetra.hardware.gnss.Nmea.rmc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cetra.hardware.Fix;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NmeaEpochsTest {
  private final Refusals refusals = new Refusals();

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
    assertThat(fixes(rmc("120000", "V", "N"), rmc("120001", "V", ""), rmc("120002", "V", "A")))
        .isEmpty();
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
  void stampsAFixWithTheArrivalOfItsFirstSentence() throws Exception {
    Script bytes = new Script("\n\n" + lines(gga("120000", "1"), rmc("120000", "A", "A")));
    Fix fix = new NmeaReader(bytes, Dates.LIVE, refusals).next();
    assertThat(fix).isNotNull();
    assertThat(fix.nanos()).isEqualTo(2);
  }

  @Test
  void handsOutAFixWhenTheReceiverPausesAndTheRestOfItsEpochIsNoSecondOne() throws Exception {
    Script bytes =
        new Script(
            lines(rmc("120000", "A", "A"))
                + Script.REST
                + lines(gga("120000", "1"))
                + Script.REST
                + lines(rmc("120000.10", "A", "A")));
    NmeaReader reader = new NmeaReader(bytes, Dates.LIVE, refusals);
    assertThat(reader.next()).isNotNull();
    assertThat(bytes.timesUnderstood()).isEqualTo(1);
    Fix second = reader.next();
    assertThat(second).isNotNull();
    assertThat(second.utc()).isEqualTo(Instant.parse("2026-04-01T12:00:00.100Z"));
    assertThat(reader.next()).isNull();
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.REPEATED);
  }

  @Test
  void whatABurstBeginsWithBelongsToItsEpochAfterAPause() throws Exception {
    Script bytes =
        new Script(
            lines(rmc("120000", "A", "A"))
                + Script.REST
                + lines("GNGSA,A,2,1,2,3,,,,,,,,,,3,2.0,2", rmc("120001", "A", "A")));
    NmeaReader reader = new NmeaReader(bytes, Dates.LIVE, refusals);
    Fix first = reader.next();
    Fix second = reader.next();
    assertThat(first).isNotNull();
    assertThat(second).isNotNull();
    assertThat(first.accuracy()).isNaN();
    assertThat(second.accuracy()).isCloseTo(10, within(1e-9));
    assertThat(second.type()).isEqualTo(Fix.Type.TWO_DIMENSIONAL);
  }

  @Test
  void twoConstellationsOfOneEpochAreOneFix() {
    String gp = "GPGGA,120000," + PLACE + ",1,08,0.9,12.0,M,39.1,M,,";
    String gl = "GLGGA,120000," + PLACE + ",1,02,0.9,12.0,M,39.1,M,,";
    List<Fix> fixes =
        fixes(gp, gl, rmc("120000", "A", "A"), rmc("120000", "A", "A").replace("GN", "GL"));
    assertThat(fixes).hasSize(1);
    assertThat(fixes.getFirst().satellites()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "1, A, AUTONOMOUS",
    "2, D, DIFFERENTIAL",
    "9, D, DIFFERENTIAL",
    "3, P, PRECISE",
    "4, D, RTK_FIXED",
    "5, F, RTK_FLOAT"
  })
  void theQualityTellsHowAPositionWasFound(String quality, String mode, Fix.Type type) {
    Fix fix = fixes(rmc("120000", "A", mode), gga("120000", quality)).getFirst();
    assertThat(fix.type()).isEqualTo(type);
    assertThat(fix.satellites()).isEqualTo(10);
  }

  @Test
  void anOldReceiverTellsNeitherTypeNorSatellites() {
    Fix fix = fixes("GPRMC,120000,A," + PLACE + ",1,1,010426,0.0,E").getFirst();
    assertThat(fix.type()).isEqualTo(Fix.Type.UNKNOWN);
    assertThat(fix.satellites()).isEqualTo(Fix.UNKNOWN_SATELLITES);
  }

  @Test
  void activeSatellitesTellDilutionWhereNothingElseDoes() {
    Fix fix = fixes(rmc("120000", "A", "D"), "GPGSA,A,3,1,,,,,,,,,,,,1.8,1.1,1.5").getFirst();
    assertThat(fix.accuracy()).isCloseTo(5.5, within(1e-9));
    assertThat(fix.type()).isEqualTo(Fix.Type.DIFFERENTIAL);
  }

  @Test
  void activeSatellitesThatMakeNoFixRefuseIt() {
    assertThat(fixes(rmc("120000", "A", "A"), "GNGSA,A,1,,,")).isEmpty();
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.VOID);
  }

  @Test
  void aConstellationThatTakesNoPartDoesNotRefuseTheFix() {
    assertThat(fixes(rmc("120000", "A", "A"), "GPGSA,A,3,1,2,3", "GLGSA,A,1,,,")).hasSize(1);
  }

  @Test
  void aPositionAloneIsEnoughOnceTheDateIsKnown() {
    String gll = "GPGLL," + PLACE + ",%s,%s,%s";
    List<Fix> fixes =
        fixes(
            gll.formatted("115959", "A", "A"),
            "GPZDA,120000,01,04,2026,00,00",
            gll.formatted("120000", "A", "A"),
            gll.formatted("120001", "V", "N"));
    assertThat(fixes).hasSize(1);
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.NO_DATE, Refusal.VOID);
  }

  @Test
  void aSpeedThatIsEstimatedRefusesTheFix() {
    assertThat(fixes(rmc("120000", "A", "A"), "GNVTG,1,T,,M,1,N,1,K,E")).isEmpty();
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.ESTIMATED);
  }

  @Test
  void aCycleWithoutTimesDoesNotRefuseTheFixBefore() {
    List<Fix> fixes =
        fixes(
            gga("120000", "1"),
            "GPVTG,1,T,,M,1,N,1,K,A",
            rmc("120000", "A", "A"),
            "GPGSA,A,3,1,2,3",
            "GPVTG,,T,,M,,N,,K,N",
            "GPGSA,A,1,,,,",
            "GPGGA,,,,,,0,,,,,,,,",
            "GPRMC,,V,,,,,,,,,,N",
            gga("120003", "1"),
            rmc("120003", "A", "A"));
    assertThat(fixes).hasSize(2);
    assertThat(refusals.of(Refusal.VOID).times()).isEqualTo(2);
    assertThat(refusals.of(Refusal.VOID).line()).isEqualTo(7);
  }

  @Test
  void aDateIsForgottenWithAFixInDoubt() {
    assertThat(fixes(rmc("120000", "A", "A"), rmc("120001", "V", "N"), gga("120002", "1")))
        .hasSize(1);
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.VOID, Refusal.NO_DATE);
  }

  @Test
  void twoDatesInOneEpochAreNone() {
    assertThat(fixes(rmc("120000", "A", "A"), "GPZDA,120000,16,08,2006,00,00")).isEmpty();
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.TWO_DATES);
  }

  @Test
  void aClockThatStandsStillGivesOneFix() {
    String again = rmc("120000", "A", "A");
    assertThat(fixes(again, rmc("120000", "A", "A"), "GPVTG,1", "GPVTG,1", again)).hasSize(1);
  }

  @Test
  void saysWhereTheDoubtIs() {
    fixes(rmc("120000", "A", "A"), gga("120000", "6"), rmc("120001", "A", "A"));
    Refusals.Count count = refusals.of(Refusal.ESTIMATED);
    assertThat(count).isEqualTo(new Refusals.Count(1, 2, Refusal.ESTIMATED.text()));
  }

  private List<Fix> fixes(String... bodies) {
    return Nmea.fixes(lines(bodies), Dates.LIVE, refusals);
  }
}
