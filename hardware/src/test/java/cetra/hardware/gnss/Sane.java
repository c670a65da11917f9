package cetra.hardware.gnss;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.hardware.Fix;

/** What must hold of every fix, whatever was read. */
final class Sane {
  private Sane() {}

  static void check(Fix fix, Dates believed) {
    assertThat(fix.utc()).isBetween(believed.earliest(), believed.latest());
    assertThat(fix.latitude()).isBetween(-90.0, 90.0);
    assertThat(fix.longitude()).isBetween(-180.0, 180.0);
    assertThat(Double.isNaN(fix.speed()) || fix.speed() >= 0).as("speed").isTrue();
    assertThat(Double.isNaN(fix.course()) || (fix.course() >= 0 && fix.course() <= 360))
        .as("course")
        .isTrue();
    assertThat(Double.isNaN(fix.accuracy()) || fix.accuracy() > 0).as("accuracy").isTrue();
    assertThat(fix.satellites()).isGreaterThanOrEqualTo(Fix.UNKNOWN_SATELLITES);
  }
}
