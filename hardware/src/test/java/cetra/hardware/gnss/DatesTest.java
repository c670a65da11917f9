package cetra.hardware.gnss;

import static cetra.hardware.gnss.Nmea.PLACE;
import static cetra.hardware.gnss.Nmea.lines;
import static org.assertj.core.api.Assertions.assertThat;

import cetra.hardware.Fix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
  private final Refusals refusals = new Refusals();

  @ParameterizedTest
  @CsvSource({
    "GPS's first day, 060180, 1980-01-06, 1999-08-22",
    "its first rollover, 220899, 1999-08-22, 2019-04-07",
    "a week rolled over, 160806, 2006-08-16, 2026-04-01",
    "the day before, 311224, 2024-12-31, 2044-08-16"
  })
  void aLiveReceiverInThePastIsNotBelieved(String why, String ddmmyy, String day, String later) {
    assertThat(fixes(ddmmyy, Dates.LIVE)).as(why).isEmpty();
    assertThat(refusals.of(Refusal.DATE_BEFORE).text())
        .isEqualTo(
            "date before 2025-01-01: receiver is waking up or its week has rolled over ("
                + day
                + "; 1024 weeks later is "
                + later
                + ")");
  }

  @Test
  void aLiveReceiverIsBelievedFrom2025On() {
    assertThat(fixes("010125", Dates.LIVE)).hasSize(1);
    assertThat(fixes("311279", Dates.LIVE)).hasSize(1);
    assertThat(refusals.counts()).isEmpty();
  }

  @Test
  void anOldLogIsBelievedAndAReceiverThatWokeUpInItIsNot() {
    assertThat(fixes("160806", Dates.RECORDED)).hasSize(1);
    assertThat(fixes("220899", Dates.RECORDED)).isEmpty();
    assertThat(fixes("060180", Dates.RECORDED)).isEmpty();
    assertThat(refusals.of(Refusal.DATE_BEFORE).times()).isEqualTo(2);
  }

  @Test
  void aYearAfter2100IsNotBelieved() {
    String zda = "GPZDA,120000,01,04,2150,00,00";
    String gga = "GPGGA,120000," + PLACE + ",1,08,0.9,12.0,M,39.1,M,,";
    assertThat(Nmea.fixes(lines(zda, gga), Dates.RECORDED, refusals)).isEmpty();
    assertThat(refusals.of(Refusal.DATE_AFTER).text())
        .isEqualTo("date after 2100-01-01: 2150-04-01");
  }

  @Test
  void aReceiverThatFindsItsDateIsBelievedFromThenOn() {
    String asleep = "GPRMC,120000,A," + PLACE + ",1,1,060180,,,A";
    String awake = "GPRMC,120001,A," + PLACE + ",1,1,010426,,,A";
    assertThat(Nmea.fixes(lines(asleep, awake), Dates.LIVE, refusals)).hasSize(1);
  }

  private List<Fix> fixes(String ddmmyy, Dates believed) {
    String rmc = "GPRMC,120000,A," + PLACE + ",1,1," + ddmmyy + ",,,A";
    return Nmea.fixes(lines(rmc), believed, refusals);
  }
}
