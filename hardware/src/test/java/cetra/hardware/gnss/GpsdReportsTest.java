package cetra.hardware.gnss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import cetra.hardware.Fix;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpsdReportsTest {
  private final Refusals refusals = new Refusals();
  private final GpsdReports reports = new GpsdReports(Dates.LIVE, refusals);
  private long line;

  private static String tpv(String device, int mode, String time, String more) {
    return "{'class':'TPV','device':'%s','mode':%d,'time':'%s','lat':35.4,'lon':139.6%s}"
        .formatted(device, mode, time, more);
  }

  private static String tpv(int mode, String more) {
    return tpv("/dev/ttyACM0", mode, "2026-04-01T12:00:00.000Z", more);
  }

  @ParameterizedTest
  @CsvSource({
    "0, AUTONOMOUS",
    "1, AUTONOMOUS",
    "2, DIFFERENTIAL",
    "3, RTK_FIXED",
    "4, RTK_FLOAT",
    "9, PRECISE"
  })
  void theStatusTellsHowAPositionWasFound(int status, Fix.Type type) throws IOException {
    assertThat(fix(tpv(3, ",'status':" + status)).type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"5, ESTIMATED", "6, ESTIMATED", "7, MANUAL", "8, SIMULATED", "10, VOID"})
  void aPositionThatWasNotMeasuredIsNoFix(int status, Refusal reason) throws IOException {
    assertThat(accept(tpv(3, ",'status':" + status))).isNull();
    assertThat(refusals.counts()).containsOnlyKeys(reason);
  }

  @Test
  void aModeBelowTwoIsNoFix() throws IOException {
    assertThat(accept(tpv(0, ""))).isNull();
    assertThat(accept(tpv(1, ""))).isNull();
    assertThat(accept("{'class':'TPV','lat':35.4,'lon':139.6}")).isNull();
    assertThat(refusals.of(Refusal.VOID)).isEqualTo(new Refusals.Count(3, 1, Refusal.VOID.text()));
    assertThat(fix(tpv(2, "")).type()).isEqualTo(Fix.Type.TWO_DIMENSIONAL);
  }

  @Test
  void theErrorThatGpsdEstimatesCountsMoreThanDilution() throws IOException {
    accept("{'class':'SKY','device':'/dev/ttyACM0','hdop':1.2,'uSat':7}");
    Fix first = fix(tpv(3, ""));
    assertThat(first.accuracy()).isCloseTo(6, within(1e-9));
    assertThat(first.satellites()).isEqualTo(7);
    Fix second = fix(tpv("/dev/ttyACM0", 3, "2026-04-01T12:00:01Z", ",'epx':3.0,'epy':4.0"));
    assertThat(second.accuracy()).isCloseTo(5, within(1e-9));
    Fix third = fix(tpv("/dev/ttyACM0", 3, "2026-04-01T12:00:02Z", ",'eph':9.5,'epx':3.0"));
    assertThat(third.accuracy()).isEqualTo(9.5);
  }

  @Test
  void listensToOneReceiverUntilItIsGone() throws IOException {
    assertThat(fix(tpv("/dev/a", 3, "2026-04-01T12:00:00Z", ""))).isNotNull();
    assertThat(accept(tpv("/dev/b", 3, "2026-04-01T12:00:01Z", ""))).isNull();
    accept("{'class':'DEVICE','path':'/dev/b','activated':0}");
    assertThat(accept(tpv("/dev/b", 3, "2026-04-01T12:00:02Z", ""))).isNull();
    accept("{'class':'DEVICE','path':'/dev/a','activated':0}");
    assertThat(fix(tpv("/dev/b", 3, "2026-04-01T12:00:03Z", ""))).isNotNull();
    assertThat(refusals.of(Refusal.OTHER_DEVICE).times()).isEqualTo(2);
  }

  @Test
  void anEpochIsOneFixHoweverOftenItIsReported() throws IOException {
    assertThat(fix(tpv(3, ""))).isNotNull();
    assertThat(accept(tpv(3, ",'speed':1.0"))).isNull();
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.REPEATED);
  }

  @Test
  void aReceiverOfThePastIsNotBelieved() throws IOException {
    assertThat(accept(tpv("/dev/a", 3, "2006-08-16T12:00:00Z", ""))).isNull();
    assertThat(refusals.of(Refusal.DATE_BEFORE).text()).contains("2026-04-01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "null", "[1]", "7", "GNRMC", "", "{'class':7.5e", "{'mode':3}"})
  void whatIsNoReportIsCounted(String text) throws IOException {
    assertThat(accept(text)).isNull();
    assertThat(refusals.counts()).containsOnlyKeys(Refusal.NO_JSON);
  }

  @Test
  void aPositionOrATimeThatIsNoneIsNoFix() throws IOException {
    assertThat(accept(tpv(3, "").replace("35.4", "90.1"))).isNull();
    assertThat(accept(tpv(3, "").replace("35.4", "'35.4'"))).isNull();
    assertThat(refusals.of(Refusal.NO_POSITION).times()).isEqualTo(2);
    assertThat(accept(tpv("/dev/a", 3, "yesterday", ""))).isNull();
    assertThat(refusals.of(Refusal.NO_TIME).times()).isEqualTo(1);
  }

  @Test
  void anErrorEndsTheConnection() {
    assertThatIOException()
        .isThrownBy(() -> accept("{'class':'ERROR','message':'no such device'}"))
        .withMessage("no such device");
  }

  @Test
  void anotherProtocolIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> accept("{'class':'VERSION','proto_major':4}"))
        .withMessage("it speaks protocol 4; this program speaks 3");
  }

  private Fix fix(String text) throws IOException {
    Fix fix = accept(text);
    assertThat(fix).as(text).isNotNull();
    return fix;
  }

  private @Nullable Fix accept(String text) throws IOException {
    line++;
    return reports.accept(text.replace('\'', '"'), line, 0);
  }
}
