package cetra.hardware.gnss;

import static cetra.hardware.gnss.Nmea.sentence;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NmeaStreamTest {
  private static final String RMC =
      sentence("GPRMC,120000,A,3526.6220,N,13938.2800,E,1,90,010426,,");
  private static final String VTG = sentence("GPVTG,054.7,T");

  private final Refusals refusals = new Refusals();

  @Test
  void aTornLineHasNoChecksumAndItsLineIsTold() throws Exception {
    assertThat(types(VTG + "\r\n" + RMC.substring(0, 20) + "\r\n" + VTG + "\r\n"))
        .containsExactly("VTG", "VTG");
    refused(Refusal.NO_CHECKSUM, 1, 2);
  }

  @Test
  void findsTheSentenceThatTearsAnotherOff() throws Exception {
    assertThat(types("\n" + RMC.substring(0, 20) + VTG + "\n" + RMC)).containsExactly("VTG", "RMC");
    refused(Refusal.TORN, 1, 2);
  }

  @Test
  void aLogThatEndsWithinASentenceIsTorn() throws Exception {
    assertThat(types(VTG + "\n" + RMC.substring(0, 30))).containsExactly("VTG");
    refused(Refusal.TORN, 1, 2);
  }

  @Test
  void findsASentenceBehindBinaryBytes() throws Exception {
    assertThat(types("\u00b5b\u0001\u0007\u0000" + VTG + "\r\n\u0000\u00ff\r\n" + RMC))
        .containsExactly("VTG", "RMC");
    refused(Refusal.OTHER, 2, 1);
  }

  @Test
  void aLineWithoutEndTakesNoMemory() throws Exception {
    assertThat(types("$" + "x".repeat(1_000_000) + "\n" + VTG)).containsExactly("VTG");
    refused(Refusal.OVER_LONG, 1, 1);
  }

  @Test
  void findsTheSentenceWithinALineWithoutEnd() throws Exception {
    assertThat(types("$" + "x".repeat(5000) + VTG + "\n")).containsExactly("VTG");
    refused(Refusal.OVER_LONG, 1, 1);
  }

  @Test
  void commentsAndEmptyLinesAreNotMistakes() throws Exception {
    assertThat(types("# a log\r\n\r\n  \n# Note: $GLGSV is sent, too\n" + VTG + "\n"))
        .containsExactly("VTG");
    assertThat(refusals.counts()).isEmpty();
  }

  @Test
  void noiseIsNeverASentence() throws Exception {
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    Arrivals bytes = new RecordedBytes(new ByteArrayInputStream(noise));
    assertThat(new NmeaStream(bytes, refusals).next()).isNull();
    assertThat(refusals.counts()).isNotEmpty();
  }

  @Test
  void aPauseBetweenSentencesIsToldAndOneWithinASentenceIsNot() throws Exception {
    String half = VTG.substring(0, 5) + Script.REST + VTG.substring(5);
    Script bytes = new Script(VTG + "\r\n" + Script.REST + half + "\r\n");
    NmeaStream stream = new NmeaStream(bytes, refusals);
    assertThat(stream.next()).isNotNull();
    assertThat(stream.next()).isNull();
    assertThat(stream.ended()).isFalse();
    assertThat(stream.next()).isNotNull();
    assertThat(stream.next()).isNull();
    assertThat(stream.ended()).isTrue();
  }

  @Test
  void stampsASentenceWithTheArrivalOfItsFirstByte() throws Exception {
    NmeaStream stream = new NmeaStream(new Script("noise\n" + VTG + "\n"), refusals);
    NmeaSentence second = stream.next();
    assertThat(second).isNotNull();
    assertThat(second.nanos()).isEqualTo(6);
    assertThat(second.line()).isEqualTo(2);
  }

  @Test
  void onlySentencesAreUnderstood() throws IOException, InterruptedException {
    Script bytes = new Script("noise\n$GPVTG,1*00\n" + VTG + "\n" + RMC.substring(0, 9) + "\n");
    NmeaStream stream = new NmeaStream(bytes, refusals);
    assertThat(stream.next()).isNotNull();
    assertThat(stream.next()).isNull();
    assertThat(bytes.timesUnderstood()).isEqualTo(1);
  }

  private void refused(Refusal reason, long times, long line) {
    assertThat(refusals.counts())
        .containsOnlyKeys(reason)
        .containsEntry(reason, new Refusals.Count(times, line, reason.text()));
  }

  private List<String> types(String text) throws IOException, InterruptedException {
    NmeaStream stream = new NmeaStream(new RecordedBytes(Nmea.bytes(text)), refusals);
    List<String> types = new ArrayList<>();
    for (NmeaSentence next = stream.next(); next != null; next = stream.next()) {
      types.add(next.type());
    }
    return types;
  }
}
