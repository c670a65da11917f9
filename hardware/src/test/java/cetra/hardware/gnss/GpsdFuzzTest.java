package cetra.hardware.gnss;

import cetra.hardware.Fix;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

class GpsdFuzzTest {
  @FuzzTest
  void noLineBreaksTheReaderOrMakesItBelieveNonsense(byte[] bytes) {
    GpsdReports reports = new GpsdReports(Dates.LIVE, new Refusals());
    long number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      number++;
      try {
        Fix fix = reports.accept(line, number, number);
        if (fix != null) {
          Sane.check(fix, Dates.LIVE);
        }
      } catch (IOException refused) {
        return; // an ERROR or a foreign protocol ends the connection
      }
    }
  }
}
