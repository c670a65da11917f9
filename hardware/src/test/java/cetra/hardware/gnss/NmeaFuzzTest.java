package cetra.hardware.gnss;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.hardware.Fix;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class NmeaFuzzTest {
  @FuzzTest
  void noBytesBreakTheReaderOrMakeItBelieveNonsense(byte[] bytes)
      throws IOException, InterruptedException {
    Arrivals recorded = new RecordedBytes(new ByteArrayInputStream(bytes));
    check(read(recorded, Dates.RECORDED), Dates.RECORDED, bytes);
    Arrivals live = new Script(new String(bytes, StandardCharsets.ISO_8859_1));
    check(read(live, Dates.LIVE), Dates.LIVE, bytes);
  }

  private static List<Fix> read(Arrivals bytes, Dates believed)
      throws IOException, InterruptedException {
    NmeaReader reader = new NmeaReader(bytes, believed, new Refusals());
    List<Fix> fixes = new ArrayList<>();
    for (Fix fix = reader.next(); fix != null; fix = reader.next()) {
      fixes.add(fix);
    }
    return fixes;
  }

  private static void check(List<Fix> fixes, Dates believed, byte[] bytes) {
    assertThat(fixes).hasSizeLessThanOrEqualTo(sentences(bytes));
    fixes.forEach(fix -> Sane.check(fix, believed));
    for (int i = 1; i < fixes.size(); i++) {
      assertThat(fixes.get(i).utc()).isNotEqualTo(fixes.get(i - 1).utc());
    }
  }

  private static int sentences(byte[] bytes) {
    int sentences = 0;
    for (byte next : bytes) {
      sentences += next == '$' ? 1 : 0;
    }
    return sentences;
  }
}
