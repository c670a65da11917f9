package cetra.agent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.wire.evidence.TrackPoint;
import org.junit.jupiter.api.Test;

final class PrivacyZoneTest {
  private static TrackPoint at(double latitude, double longitude) {
    return new TrackPoint(0, StoppedBoard.ZERO, latitude, longitude, 10, 90, 2);
  }

  /** A hundred metres from fix to fix, whose middle alone is 249 m from the middle of the zone. */
  @Test
  void aZoneThatIsCrossedBetweenTwoFixesIsTouched() {
    PrivacyZone zone = new PrivacyZone(35.33 + 0.002244, 139.12055, 250);
    TrackPoint west = at(35.33, 139.12);
    TrackPoint east = at(35.33, 139.1211);
    assertThat(zone.touches(west, west)).isFalse();
    assertThat(zone.touches(east, east)).isFalse();
    assertThat(zone.touches(west, east)).isTrue();
    assertThat(zone.touches(west, at(35.325, 139.12))).isFalse();
  }

  @Test
  void aLeapOfAWildFixOverAZoneIsTouched() {
    PrivacyZone zone = new PrivacyZone(35.5, 139.5, 250);
    assertThat(zone.touches(at(35.33, 139.12), at(36.5, 140.5))).isTrue();
    assertThat(zone.touches(at(35.33, 139.12), at(35.34, 139.12))).isFalse();
  }
}
