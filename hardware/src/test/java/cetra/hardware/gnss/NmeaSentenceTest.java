package cetra.hardware.gnss;

import static cetra.hardware.gnss.Nmea.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NmeaSentenceTest {
  @ParameterizedTest
  @ValueSource(strings = {"GP", "GL", "GA", "GB", "BD", "GQ", "GI", "GN", "II"})
  void takesAnyTalker(String talker) {
    NmeaSentence read = read(sentence(talker + "VTG,054.7,T"));
    assertThat(read.talker()).isEqualTo(talker);
    assertThat(read.type()).isEqualTo("VTG");
    assertThat(read.number(0)).isEqualTo(54.7);
    assertThat(read.field(9)).isEmpty();
  }

  @Test
  void keepsTheAddressOfAProprietarySentence() {
    NmeaSentence read = read(sentence("PGRMC,A") + "\r");
    assertThat(read.type()).isEqualTo("PGRMC");
    assertThat(read.talker()).isEmpty();
  }

  @Test
  void aChecksumMayBeInLowerCase() {
    String line = sentence("GPGSA,A,2,0");
    String lower = "$GPGSA,A,2,0*2d";
    assertThat(line).isNotEqualTo(lower).isEqualToIgnoringCase(lower);
    assertThat(NmeaSentence.wrong(lower)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $GPVTG,054.7,T*00   | BAD_CHECKSUM
          $GPVTG,054.7,T*+1   | BAD_CHECKSUM
          $GPVTG,054.7,T*zz   | BAD_CHECKSUM
          $GPVTG,054.7,T      | NO_CHECKSUM
          $                   | NO_CHECKSUM
          $GPVTG,054.7,T*     | TORN
          $GPVTG,054.7,T*2    | TORN
          $GPVTG,054.7,T*23,1 | TORN
          $*00                | TORN
          $GP,*17             | TORN
          GPVTG,054.7,T*23    | OTHER
          !AIVDM,1,1,,A,0*23  | OTHER
          ''                  | OTHER
          """)
  void saysWhyALineIsNoSentence(String line, Refusal reason) {
    assertThat(NmeaSentence.wrong(line)).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GPVTG,\u00054.7", "GPVTG,\u00e94.7", "GPVTG,\u007f4.7", "GPVTG,*4.7"})
  void refusesBytesThatNoSentenceHasEvenWithARightChecksum(String body) {
    assertThat(NmeaSentence.wrong(sentence(body))).isEqualTo(Refusal.OTHER);
  }

  @Test
  void takesMoreThanTheStandards82CharactersAndAtMost1024() {
    assertThat(NmeaSentence.wrong(sentence("GPTXT," + "a".repeat(1014)))).isNull();
    assertThat(NmeaSentence.wrong(sentence("GPTXT," + "a".repeat(1015))))
        .isEqualTo(Refusal.OVER_LONG);
  }

  @Test
  void numbersOfJavaAreNotNumbersOfNmea() {
    NmeaSentence read = read(sentence("GPXXX,NaN,1e3,0x1p3,5d,1-2,-2.5"));
    for (int i = 0; i < 5; i++) {
      assertThat(read.number(i)).isNaN();
    }
    assertThat(read.number(5)).isEqualTo(-2.5);
  }

  private static NmeaSentence read(String line) {
    assertThat(NmeaSentence.wrong(line)).isNull();
    return NmeaSentence.parse(line, 1, 0);
  }
}
