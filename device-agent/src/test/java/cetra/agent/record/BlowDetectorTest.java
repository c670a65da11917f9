package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.hardware.MotionSensor.Acceleration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

final class BlowDetectorTest {
  /** The seconds at which a detector feels something, of a minute at a rate. */
  private static List<Double> felt(double hz, DoubleFunction<double[]> acceleration) {
    BlowDetector detector = new BlowDetector(6);
    List<Double> felt = new ArrayList<>();
    for (int i = 0; i < 60 * hz; i++) {
      double second = i / hz;
      double[] now = acceleration.apply(second);
      if (detector.feels(new Acceleration(Math.round(second * 1e9), now[0], now[1], now[2]))) {
        felt.add(second);
      }
    }
    return felt;
  }

  private static boolean during(double second, double from, double seconds) {
    return second >= from && second < from + seconds;
  }

  @Test
  void drivingIsNoBlow() {
    assertThat(
            felt(
                100,
                second ->
                    new double[] {
                      3 * Math.sin(second / 5),
                      2 * Math.sin(second / 3),
                      9.81 + Math.sin(second * 40)
                    }))
        .isEmpty();
  }

  @Test
  void aBlowFromBehindIsFeltOnce() {
    for (double hz : new double[] {10, 50, 100, 1000}) {
      assertThat(felt(hz, second -> new double[] {during(second, 20, 0.1) ? 30 : 0, 0, 9.81}))
          .as("%s Hz", hz)
          .singleElement()
          .satisfies(at -> assertThat(at).isBetween(19.9, 20.1));
    }
  }

  @Test
  void aCarThatRattlesAfterTheBlowHasHadOne() {
    assertThat(
            felt(
                100,
                second -> {
                  boolean shakes = during(second, 20, 5) && (int) (second * 10) % 2 == 0;
                  return new double[] {0, shakes ? -25 : 0, 9.81};
                }))
        .hasSize(1);
  }

  @Test
  void twoBlowsAreTwo() {
    assertThat(
            felt(
                50,
                second ->
                    new double[] {
                      during(second, 20, 0.1) || during(second, 40, 0.1) ? 30 : 0, 0, 9.81
                    }))
        .hasSize(2);
  }

  @Test
  void aPotholeATiltedMountAndAClickAreNone() {
    assertThat(felt(100, second -> new double[] {0, 0, during(second, 20, 0.1) ? 40 : 9.81}))
        .isEmpty();
    assertThat(felt(100, second -> new double[] {7, 5, 4})).isEmpty();
    assertThat(felt(1000, second -> new double[] {during(second, 20, 0.005) ? 50 : 0, 0, 9.81}))
        .isEmpty();
  }
}
