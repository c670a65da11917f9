package cetra.wire.order;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import java.time.Instant;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

final class SightTest {
  private static final Area AREA = Area.circle(35.33, 139.12, 50);
  private final Sight inside = new Sight(AREA, Seen.INSIDE);
  private final Sight inView = new Sight(AREA, Seen.IN_VIEW);

  /** A fix so many metres south of the middle of the area, at a second, heading somewhere. */
  private static TrackPoint south(double metres, double second, double course) {
    GeodesicData place = Geodesic.WGS84.Direct(35.33, 139.12, 180, metres);
    return new TrackPoint(
        (long) (second * 1e9), Instant.EPOCH, place.lat2, place.lon2, 10, course, 3);
  }

  @Test
  void insideIsInsideTheArea() {
    assertThat(inside.at(south(49, 0, 0))).isTrue();
    assertThat(inside.at(south(51, 0, 0))).isFalse();
  }

  @Test
  void inViewReachesEightyMetresAhead() {
    assertThat(inView.at(south(129, 0, 0))).isTrue();
    assertThat(inView.at(south(131, 0, 0))).isFalse();
    assertThat(inView.at(south(129, 0, 180))).isFalse();
    assertThat(inView.at(south(129, 0, Double.NaN))).isFalse();
    assertThat(inView.at(south(49, 0, 180))).isTrue();
  }

  @Test
  void theViewIsSixtyDegreesToEitherSide() {
    assertThat(inView.at(south(60, 0, 59))).isTrue();
    assertThat(inView.at(south(60, 0, 301))).isTrue();
    assertThat(inView.at(south(60, 0, 130))).isFalse();
  }

  @Test
  void reachHoldsEveryPlaceFromWhichTheAreaIsSeen() {
    for (int course = 0; course < 360; course += 15) {
      GeodesicData place = Geodesic.WGS84.Direct(35.33, 139.12, course + 180, 128);
      TrackPoint fix = new TrackPoint(0, Instant.EPOCH, place.lat2, place.lon2, 10, course, 3);
      assertThat(inView.at(fix)).isTrue();
      assertThat(inView.reach().contains(place.lon2, place.lat2)).isTrue();
    }
    assertThat(inside.reach().equals(AREA.shape().getEnvelopeInternal())).isTrue();
  }

  @Test
  void aCarThatDroveThroughBetweenTwoFixesWasThere() {
    assertThat(inside.between(south(200, 0, 0), south(-200, 20, 0))).isTrue();
    assertThat(inside.between(south(200, 0, 0), south(100, 20, 0))).isFalse();
  }

  @Test
  void whatLiesInALongSilenceIsNotClaimed() {
    assertThat(inside.between(south(200, 0, 0), south(-200, 120, 0))).isTrue();
    assertThat(inside.between(south(200, 0, 0), south(-200, 120.001, 0))).isFalse();
    assertThat(inside.between(south(200, 0, 0), south(10, 4000, 0))).isTrue();
  }
}
