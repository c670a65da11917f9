package cetra.wire.order;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import java.time.Instant;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

final class SightTest {
  private static final Area AREA = Area.circle(35.33, 139.12, 50);
  private final Sight inside = new Sight(AREA, Seen.INSIDE, View.USUAL);
  private final Sight inView = new Sight(AREA, Seen.IN_VIEW, View.USUAL);

  /** A fix so many metres south of the middle of the area, at a second, heading somewhere. */
  private static TrackPoint south(double metres, double second, double course) {
    GeodesicData place = Geodesic.WGS84.Direct(35.33, 139.12, 180, metres);
    return new TrackPoint(
        (long) (second * 1e9), Instant.EPOCH, place.lat2, place.lon2, 10, course, 3);
  }

  private static Certainty sure(Sight sight, TrackPoint... track) {
    return Step.of(List.of(track)).stream().map(sight::on).reduce(Certainty.NONE, Certainty::or);
  }

  @Test
  void insideIsInsideTheArea() {
    assertThat(sure(inside, south(49.9, 0, 0))).isEqualTo(Certainty.LIKELY);
    assertThat(sure(inside, south(50.1, 0, 0))).isEqualTo(Certainty.POSSIBLE);
  }

  /** 3 m hold 68 %, and 4.9 m hold 95 %; the polygon around them reaches 0.1 m further. */
  @Test
  void whatTheReceiverMayBeOffGradesTheAnswer() {
    assertThat(sure(inside, south(44.9, 0, 0))).isEqualTo(Certainty.CERTAIN);
    assertThat(sure(inside, south(45.3, 0, 0))).isEqualTo(Certainty.LIKELY);
    assertThat(sure(inside, south(54.7, 0, 0))).isEqualTo(Certainty.POSSIBLE);
    assertThat(sure(inside, south(55.1, 0, 0))).isEqualTo(Certainty.NONE);
  }

  @Test
  void aReceiverThatDoesNotSayHowFarItIsOffIsNeverCertain() {
    TrackPoint middle = new TrackPoint(0, Instant.EPOCH, 35.33, 139.12, 10, 0, Double.NaN);
    assertThat(sure(inside, middle)).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void anImplausibleFixIsOnlyPossibleAndTheWayGoesOnPastIt() {
    TrackPoint jump = marked(south(0, 1, 0), TrackPoint.IMPLAUSIBLE);
    assertThat(sure(inside, jump)).isEqualTo(Certainty.POSSIBLE);
    assertThat(Step.of(List.of(south(200, 0, 0), jump, south(190, 2, 0))))
        .extracting(Step::from)
        .containsExactly(south(200, 0, 0), jump, south(200, 0, 0));
  }

  private static TrackPoint marked(TrackPoint fix, int mark) {
    return new TrackPoint(
        fix.nanos(),
        fix.utc(),
        fix.latitude(),
        fix.longitude(),
        fix.speed(),
        fix.course(),
        fix.accuracy(),
        mark);
  }

  @Test
  void inViewReachesEightyMetresAhead() {
    assertThat(sure(inView, south(129.9, 0, 0))).isEqualTo(Certainty.LIKELY);
    assertThat(sure(inView, south(130.2, 0, 0))).isEqualTo(Certainty.POSSIBLE);
    assertThat(sure(inView, south(120, 0, 0))).isEqualTo(Certainty.CERTAIN);
    assertThat(sure(inView, south(129, 0, 180))).isEqualTo(Certainty.NONE);
    assertThat(sure(inView, south(129, 0, Double.NaN))).isEqualTo(Certainty.POSSIBLE);
    assertThat(sure(inView, south(49, 0, 180))).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void theViewIsSixtyDegreesToEitherSide() {
    assertThat(sure(inView, south(60, 0, 59)).isAtLeast(Certainty.LIKELY)).isTrue();
    assertThat(sure(inView, south(60, 0, 301)).isAtLeast(Certainty.LIKELY)).isTrue();
    assertThat(sure(inView, south(60, 0, 121))).isEqualTo(Certainty.POSSIBLE);
    assertThat(sure(inView, south(70, 0, 180))).isEqualTo(Certainty.NONE);
  }

  @Test
  void aNarrowCameraSeesLess() {
    Sight narrow = new Sight(AREA, Seen.IN_VIEW, new View(60, 40));
    assertThat(sure(narrow, south(89, 0, 0))).isEqualTo(Certainty.LIKELY);
    assertThat(sure(narrow, south(96, 0, 0))).isEqualTo(Certainty.NONE);
    assertThat(sure(narrow, south(89, 0, 80))).isEqualTo(Certainty.NONE);
  }

  @Test
  void aHeldCourseIsLikelyAtMost() {
    TrackPoint waits = marked(south(100, 0, 0), TrackPoint.COURSE_HELD);
    assertThat(sure(inView, waits)).isEqualTo(Certainty.LIKELY);
    assertThat(sure(inView, south(100, 0, 0))).isEqualTo(Certainty.CERTAIN);
  }

  /** It drives past, and only on the way between two fixes does the area lie ahead. */
  @Test
  void theViewIsLookedAtAlongTheWay() {
    Sight small = new Sight(Area.circle(35.33, 139.12, 2), Seen.IN_VIEW, View.USUAL);
    assertThat(sure(small, south(120, 0, 0), south(-60, 10, 0))).isEqualTo(Certainty.LIKELY);
    assertThat(sure(small, south(-20, 0, 0), south(-60, 10, 0))).isEqualTo(Certainty.NONE);
  }

  @Test
  void reachHoldsEveryPlaceFromWhichTheAreaIsPossiblySeen() {
    for (int course = 0; course < 360; course += 15) {
      GeodesicData place = Geodesic.WGS84.Direct(35.33, 139.12, course + 180, 50 + 80 + 99);
      TrackPoint fix = new TrackPoint(0, Instant.EPOCH, place.lat2, place.lon2, 10, course, 500);
      assertThat(sure(inView, fix)).isEqualTo(Certainty.POSSIBLE);
      assertThat(inView.reach())
          .singleElement()
          .satisfies(box -> assertThat(box.contains(place.lon2, place.lat2)).isTrue());
    }
  }

  @Test
  void reachAcrossTheAntimeridianIsTwoBoxes() {
    Sight there = new Sight(Area.circle(52, 180, 500), Seen.INSIDE, View.USUAL);
    assertThat(there.reach()).hasSize(2);
    assertThat(there.reach()).anyMatch(box -> box.contains(179.999, 52));
    assertThat(there.reach()).anyMatch(box -> box.contains(-179.999, 52));
    TrackPoint west = new TrackPoint(0, Instant.EPOCH, 52, 179.98, 10, 90, 3);
    TrackPoint east = new TrackPoint(60_000_000_000L, Instant.EPOCH, 52, -179.98, 10, 90, 3);
    assertThat(sure(there, west, east)).isEqualTo(Certainty.LIKELY);
    assertThat(sure(there, west)).isEqualTo(Certainty.NONE);
  }

  @Test
  void aCarThatDroveThroughBetweenTwoFixesWasThere() {
    assertThat(sure(inside, south(200, 0, 0), south(-200, 20, 0))).isEqualTo(Certainty.LIKELY);
    assertThat(sure(inside, south(200, 0, 0), south(100, 20, 0))).isEqualTo(Certainty.NONE);
  }

  @Test
  void aCarThatStandsOutsideIsNotInside() {
    assertThat(sure(inside, south(100, 0, 0), south(100, 20, 0))).isEqualTo(Certainty.NONE);
    assertThat(sure(inside, south(49, 0, 0), south(49, 20, 0))).isEqualTo(Certainty.LIKELY);
  }

  @Test
  void noCarDrivesAtSeventyMetresASecond() {
    assertThat(sure(inside, south(400, 0, 0), south(-400, 10, 0))).isEqualTo(Certainty.LIKELY);
    assertThat(sure(inside, south(500, 0, 0), south(-500, 10, 0))).isEqualTo(Certainty.NONE);
  }

  @Test
  void whatLiesInALongerSilenceIsOnlyPossible() {
    assertThat(sure(inside, south(200, 0, 0), south(-200, 120, 0))).isEqualTo(Certainty.LIKELY);
    assertThat(sure(inside, south(200, 0, 0), south(-200, 120.001, 0)))
        .isEqualTo(Certainty.POSSIBLE);
    assertThat(sure(inside, south(200, 0, 0), south(-200, 600, 0))).isEqualTo(Certainty.POSSIBLE);
    assertThat(sure(inside, south(200, 0, 0), south(-200, 600.001, 0))).isEqualTo(Certainty.NONE);
    assertThat(sure(inside, south(200, 0, 0), south(10, 4000, 0))).isEqualTo(Certainty.CERTAIN);
  }
}
