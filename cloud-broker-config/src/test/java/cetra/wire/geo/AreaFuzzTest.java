package cetra.wire.geo;

import cetra.wire.message.Json;
import com.code_intelligence.jazzer.junit.FuzzTest;

final class AreaFuzzTest {
  @FuzzTest
  void whatIsReadIsAPlaceAndTheRestIsRefusedInOneLine(byte[] json) {
    Area area;
    try {
      area = Json.read(json, Area.class);
    } catch (IllegalArgumentException refused) {
      return;
    }
    double surface = area.squareKilometres();
    if (!(surface >= 0 && surface < 520e6)) {
      throw new AssertionError(area + " is of " + surface + " square kilometres");
    }
    if (!area.meets(area)) {
      throw new AssertionError(area + " does not meet itself");
    }
  }
}
