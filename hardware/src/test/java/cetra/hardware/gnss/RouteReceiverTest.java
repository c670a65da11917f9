package cetra.hardware.gnss;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import cetra.hardware.SettableClock;
import cetra.hardware.Waiting;
import cetra.hardware.simulated.Leg;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteReceiverTest {
  private static final long SECOND = 1_000_000_000L;

  private final SettableClock clock = new SettableClock(Duration.ofSeconds(1000));

  @Test
  void handsOutTheDriveSoFarAndThenAFixASecond() throws Exception {
    try (GnssReceiver receiver = open("route:")) {
      for (int second = 0; second <= 1000; second++) {
        Fix fix = receiver.read();
        assertThat(fix).isNotNull();
        assertThat(fix.nanos()).isEqualTo(second * SECOND);
        assertThat(fix.utc()).isEqualTo(SettableClock.BOOT.plusSeconds(second));
      }
      Waiting<Fix> next = Waiting.on(receiver::read);
      clock.advance(Duration.ofSeconds(1));
      assertThat(next.result().nanos()).isEqualTo(1001 * SECOND);
    }
  }

  @Test
  void noiseIsTheSameInEveryRunAndAsWideAsItSays() throws Exception {
    List<Fix> noisy = fixes("route:?route=35.5,139.5&noise=10");
    assertThat(fixes("route:?route=35.5,139.5&noise=10")).isEqualTo(noisy);
    long within =
        noisy.stream()
            .filter(fix -> Leg.between(35.5, 139.5, fix.latitude(), fix.longitude()).length() <= 10)
            .count();
    assertThat(within).isBetween(640L, 720L);
    assertThat(noisy).allMatch(fix -> fix.accuracy() == 10);
  }

  @Test
  void movesAsFastAsItSays() throws Exception {
    List<Fix> fixes = fixes("route:?route=35.5,139.5;35.6,139.6&drive=20&hz=10");
    Fix one = fixes.get(100);
    Fix next = fixes.get(110);
    Leg leg = Leg.between(one.latitude(), one.longitude(), next.latitude(), next.longitude());
    assertThat(leg.length()).isBetween(19.9, 20.1);
    assertThat(one.speed()).isEqualTo(20);
    assertThat(leg.course()).isBetween(one.course() - 0.5, one.course() + 0.5);
  }

  private List<Fix> fixes(String spec) throws IOException, InterruptedException {
    List<Fix> fixes = new ArrayList<>();
    try (GnssReceiver receiver = open(spec)) {
      for (int i = 0; i < 1000; i++) {
        Fix fix = receiver.read();
        assertThat(fix).isNotNull();
        fixes.add(fix);
      }
    }
    return fixes;
  }

  private GnssReceiver open(String spec) throws IOException {
    return Driver.open(GnssReceiver.class, DeviceSpec.parse(spec), clock);
  }
}
