package cetra.hardware.gnss;

import cetra.hardware.Fix;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

class GpxFuzzTest {
  @FuzzTest
  void noDocumentBreaksTheReaderOrMakesItBelieveNonsense(byte[] bytes) throws InterruptedException {
    try (FixLog log = FixLog.gpx(new ByteArrayInputStream(bytes), Dates.RECORDED, new Refusals())) {
      for (Fix fix = log.next(); fix != null; fix = log.next()) {
        Sane.check(fix, Dates.RECORDED);
      }
    } catch (IOException refused) {
      // no GPX, which is said in one line
    }
  }
}
