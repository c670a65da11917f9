package cetra.hardware.gnss;

import static cetra.hardware.gnss.NmeaSentenceTest.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NmeaStreamTest {
  private static final String RMC =
      sentence("GPRMC,120000,A,3526.6220,N,13938.2800,E,1,90,010426,,");
  private static final String VTG = sentence("GPVTG,054.7,T");

  private long skipped;

  @Test
  void skipsATornLineAndCountsIt() throws IOException {
    assertThat(types(RMC.substring(0, 20) + "\r\n" + VTG + "\r\n")).containsExactly("VTG");
    assertThat(skipped).isEqualTo(1);
  }

  @Test
  void findsTheSentenceThatTearsAnotherOff() throws IOException {
    assertThat(types(RMC.substring(0, 20) + VTG + "\n" + RMC)).containsExactly("VTG", "RMC");
    assertThat(skipped).isEqualTo(1);
  }

  @Test
  void findsASentenceBehindBinaryBytes() throws IOException {
    assertThat(types("\u00b5b\u0001\u0007\u0000" + VTG + "\r\n\u0000\u00ff\r\n" + RMC))
        .containsExactly("VTG", "RMC");
    assertThat(skipped).isEqualTo(2);
  }

  @Test
  void skipsALineWithoutEnd() throws IOException {
    assertThat(types("$" + "x".repeat(1_000_000) + "\n" + VTG)).containsExactly("VTG");
    assertThat(skipped).isEqualTo(1);
  }

  @Test
  void commentsAndEmptyLinesAreNotMistakes() throws IOException {
    assertThat(types("# a log\r\n\r\n  \n" + VTG + "\n")).containsExactly("VTG");
    assertThat(skipped).isZero();
  }

  @Test
  void noiseIsNeverASentence() throws IOException {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    NmeaStream stream = new NmeaStream(new ByteArrayInputStream(noise));
    assertThat(stream.next()).isNull();
    assertThat(stream.skipped()).isPositive();
  }

  private List<String> types(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    NmeaStream stream = new NmeaStream(new ByteArrayInputStream(bytes));
    List<String> types = new ArrayList<>();
    for (NmeaSentence next = stream.next(); next != null; next = stream.next()) {
      types.add(next.type());
    }
    skipped = stream.skipped();
    return types;
  }
}
