package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.hardware.Fix;
import cetra.wire.evidence.TrackPoint;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlausibilityTest {
  private final Plausibility plausibility = new Plausibility();

  /** A fix so many metres east at a second. */
  private TrackPoint at(double second, double metres, double speed, double course) {
    return plausibility.judge(
        new Fix(
            Math.round(second * 1e9),
            StoppedBoard.ZERO.plusNanos(Math.round(second * 1e9)),
            35.33,
            139.12 + metres / 91_000,
            speed,
            course,
            3));
  }

  private static boolean believed(TrackPoint point) {
    return !point.has(TrackPoint.IMPLAUSIBLE);
  }

  @Test
  void aDriveIsBelieved() {
    assertThat(IntStream.range(0, 600).mapToObj(i -> at(i, 13.0 * i, 13, 90)))
        .allMatch(PlausibilityTest::believed);
  }

  @Test
  void anAntennaJumpIsMarkedAndTheDriveGoesOn() {
    at(0, 0, 10, 90);
    assertThat(believed(at(1, 10, 10, 90))).isTrue();
    TrackPoint jump = at(2, 300, 10, 90);
    assertThat(believed(jump)).isFalse();
    assertThat(jump.longitude()).as("it is kept").isGreaterThan(139.123);
    assertThat(believed(at(3, 30, 10, 90))).isTrue();
  }

  @Test
  void noCarGainsThirtyMetresASecondInOne() {
    at(0, 0, 10, 90);
    assertThat(believed(at(1, 10, 40, 90))).isFalse();
    assertThat(believed(at(1.1, 11, 10, 90))).isTrue();
  }

  @Test
  void afterATunnelTheCarIsWhereItCanHaveDriven() {
    at(0, 0, 20, 90);
    assertThat(believed(at(60, 1500, 25, 90))).isTrue();
    assertThat(believed(at(70, 9000, 25, 90))).isFalse();
  }

  /** The first fix of a receiver was wild; those after it agree, and not with that. */
  @Test
  void fixesThatAgreeWithEachOtherAreBelievedAfterAWhile() {
    at(0, 20_000, 10, 90);
    for (int i = 1; i < 5; i++) {
      assertThat(believed(at(i, 10.0 * i, 10, 90))).as("fix %d", i).isFalse();
    }
    assertThat(believed(at(5, 50, 10, 90))).isTrue();
    assertThat(believed(at(6, 60, 10, 90))).isTrue();
  }

  @Test
  void aStandingCarKeepsItsCourse() {
    at(0, 0, 10, 270);
    TrackPoint stands = at(1, 1, 0.2, 13);
    assertThat(stands.course()).isEqualTo(270);
    assertThat(stands.has(TrackPoint.COURSE_HELD)).isTrue();
    TrackPoint silent = at(2, 1, 0, Double.NaN);
    assertThat(silent.course()).isEqualTo(270);
    TrackPoint drives = at(3, 5, 5, 13);
    assertThat(drives.course()).isEqualTo(13);
    assertThat(drives.has(TrackPoint.COURSE_HELD)).isFalse();
  }

  @Test
  void beforeTheFirstMetreThereIsNoCourse() {
    TrackPoint parked = at(0, 0, 0.1, 90);
    assertThat(parked.course()).isNaN();
    assertThat(parked.has(TrackPoint.COURSE_HELD)).isFalse();
  }

  @Test
  void aCourseIsNotHeldOverALongSilence() {
    at(0, 0, 10, 270);
    assertThat(at(121, 20, 0.1, Double.NaN).course()).isNaN();
  }
}
