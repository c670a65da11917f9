package cetra.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import cetra.hardware.DeviceSpec;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final long SECOND = 1_000_000_000L;
  // One minute of latitude is a nautical mile of 1853.25 m on the mean sphere.
  private static final String NORTH_AND_EAST = "route:?route=0,0;0.01,0;0.01,0.01";

  @Test
  void drivesEachLegAtASteadySpeed() {
    Route route = route(NORTH_AND_EAST + "&loop=false&drive=10");
    assertThat(route.length()).isCloseTo(2223.9, within(0.1));
    Place north = route.at(50 * SECOND);
    assertThat(north.latitude()).isCloseTo(500 / 111195.0, within(1e-7));
    assertThat(north.course()).isZero();
    assertThat(north.speed()).isEqualTo(10);
    Place east = route.at(150 * SECOND);
    assertThat(east.latitude()).isCloseTo(0.01, within(1e-9));
    assertThat(east.course()).isEqualTo(90);
  }

  @Test
  void stopsAtTheEndWithoutALoop() {
    Place end = route(NORTH_AND_EAST + "&loop=false").at(3600 * SECOND);
    assertThat(end.latitude()).isCloseTo(0.01, within(1e-9));
    assertThat(end.longitude()).isCloseTo(0.01, within(1e-9));
    assertThat(end.speed()).isZero();
    assertThat(end.course()).isEqualTo(90);
  }

  @Test
  void aLoopDrivesBackToTheFirstWayPointAndOn() {
    Route route = route(NORTH_AND_EAST + "&drive=10");
    long round = Math.round(route.length() / 10 * 1e9);
    assertThat(route.at(round + 50 * SECOND).latitude())
        .isCloseTo(route.at(50 * SECOND).latitude(), within(1e-7));
    assertThat(route.at(round - SECOND).course()).isCloseTo(225, within(0.1));
  }

  @Test
  void beginsAtItsOffset() {
    Place ahead = route(NORTH_AND_EAST + "&drive=10&offset=500").at(0);
    assertThat(ahead.latitude()).isCloseTo(500 / 111195.0, within(1e-7));
  }

  @Test
  void standsStillOnASingleOrRepeatedWayPoint() {
    Place parked = route("route:?route=35.5,139.5;35.5,139.5").at(99 * SECOND);
    assertThat(parked.latitude()).isEqualTo(35.5);
    assertThat(parked.speed()).isZero();
    assertThat(parked.course()).isNaN();
  }

  @Test
  void passesARepeatedWayPointWithoutLosingTheCourse() {
    Route route = route("route:?route=0,0;0.001,0;0.001,0;0.002,0&loop=false&drive=1");
    for (int second = 0; second < 250; second++) {
      assertThat(route.at(second * SECOND).course()).isZero();
    }
  }

  @Test
  void crossesTheAntimeridianTheShortWay() {
    Place over = route("route:?route=0,179.999;0,-179.999&loop=false&drive=1").at(150 * SECOND);
    assertThat(over.longitude()).isCloseTo(-179.99965, within(1e-5));
    assertThat(over.course()).isEqualTo(90);
  }

  @Test
  void refusesMoreThanAThousandWayPoints() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route("route:?route=" + "1,1;".repeat(1000) + "1,1"))
        .withMessageContaining("1001 way-points; at most 1000");
  }

  private static Route route(String spec) {
    return Route.of(DeviceSpec.parse(spec));
  }
}
