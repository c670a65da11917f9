package cetra.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaceTest {
  private final Pace pace = new Pace();

  /** Seconds that so many octets take. */
  private double takes(int octets) throws Exception {
    long begun = System.nanoTime();
    for (int sent = 0; sent < octets; sent += 8192) {
      pace.before(8192);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  @Test
  void nothingIsSentFasterThanTheCeiling() throws Exception {
    pace.told("seconds=120, ceiling=1000000");
    assertThat(takes(1_000_000)).isGreaterThan(0.7); // a quarter of a second may come at once
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "seconds=120", "ceiling=", "ceiling=-5", "ceiling=99999999999999999999"})
  void withoutACeilingNothingWaits(String header) throws Exception {
    pace.told("seconds=120, ceiling=2000");
    pace.told(header.isEmpty() ? null : header);
    assertThat(takes(50_000_000)).isLessThan(1);
  }

  @Test
  void aRelayCannotMakeAnUploadStandStill() throws Exception {
    pace.told("ceiling=0");
    assertThat(takes(8192)).isLessThan(1);
    assertThat(takes(1)).isLessThan(5);
  }
}
