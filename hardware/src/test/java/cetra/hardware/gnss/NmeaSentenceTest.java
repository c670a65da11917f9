package cetra.hardware.gnss;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NmeaSentenceTest {
  static String sentence(String body) {
    int sum = body.chars().reduce(0, (before, c) -> before ^ c);
    return String.format("$%s*%02X", body, sum);
  }

  @Test
  void takesAnyTalker() {
    for (String talker : new String[] {"GP", "GN", "GL", "II"}) {
      NmeaSentence read = NmeaSentence.parse(sentence(talker + "VTG,054.7,T"));
      assertThat(read).isNotNull();
      assertThat(read.type()).isEqualTo("VTG");
      assertThat(read.number(0)).isEqualTo(54.7);
      assertThat(read.field(9)).isEmpty();
    }
  }

  @Test
  void keepsTheAddressOfAProprietarySentence() {
    NmeaSentence read = NmeaSentence.parse(sentence("PGRMC,A") + "\r");
    assertThat(read).isNotNull();
    assertThat(read.type()).isEqualTo("PGRMC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$",
        "$*00",
        "$GPVTG,054.7,T*00",
        "$GPVTG,054.7,T*+1",
        "$GPVTG,054.7,T",
        "$GPVTG,054.7,T*2",
        "GPVTG,054.7,T*23",
        "!AIVDM,1,1,,A,0*23",
        "# a comment",
      })
  void refusesWhatHasNoRightChecksum(String line) {
    assertThat(NmeaSentence.parse(line)).isNull();
  }

  @Test
  void refusesUnprintableBytesEvenWithARightChecksum() {
    assertThat(NmeaSentence.parse(sentence("GPVTG,\u00054.7"))).isNull();
    assertThat(NmeaSentence.parse(sentence("GPVTG,\u00e94.7"))).isNull();
  }

  @Test
  void refusesMoreThan1024Characters() {
    assertThat(NmeaSentence.parse(sentence("GPTXT," + "a".repeat(1014)))).isNotNull();
    assertThat(NmeaSentence.parse(sentence("GPTXT," + "a".repeat(1015)))).isNull();
  }

  @Test
  void numbersOfJavaAreNotNumbersOfNmea() {
    NmeaSentence read = NmeaSentence.parse(sentence("GPXXX,NaN,1e3,0x1p3,5d,1-2,-2.5"));
    assertThat(read).isNotNull();
    for (int i = 0; i < 5; i++) {
      assertThat(read.number(i)).isNaN();
    }
    assertThat(read.number(5)).isEqualTo(-2.5);
  }
}
