package cetra.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DeviceSpecTest {
  @Test
  void readsSchemePathAndPercentEncodedOptions() {
    DeviceSpec spec = DeviceSpec.parse("file:/a%20b/c.mp4?loop=false&ends=2026-04-01T09%3A00Z");
    assertThat(spec.scheme()).isEqualTo("file");
    assertThat(spec.path()).isEqualTo("/a b/c.mp4");
    assertThat(spec.flag("loop", true)).isFalse();
    assertThat(spec.option("ends", "")).isEqualTo("2026-04-01T09:00Z");
  }

  @Test
  void keepsAPlusSign() {
    assertThat(DeviceSpec.parse("file:a+b").path()).isEqualTo("a+b");
  }

  @Test
  void refusesTextWithoutADriver() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceSpec.parse("karma.mp4"))
        .withMessageContaining("karma.mp4")
        .withMessageContaining("scheme:path");
  }

  @Test
  void refusesAnOptionWithoutAValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceSpec.parse("file:a?loop"))
        .withMessageContaining("'loop'");
  }

  @Test
  void refusesABrokenPercentCode() {
    assertThatIllegalArgumentException().isThrownBy(() -> DeviceSpec.parse("file:a?x=%zz"));
  }

  @Test
  void refusesMoreThan8192Characters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceSpec.parse("file:" + "a".repeat(8192)))
        .withMessageContaining("at most 8192");
  }

  @Test
  void refusesANumberOutsideItsRangeAndNamesTheRange() {
    DeviceSpec spec = DeviceSpec.parse("route:?hz=21&drive=fast&noise=NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.number("hz", 1, 0.1, 20))
        .withMessage("option hz=21 of route is not a number from 0.1 to 20.0");
    assertThatIllegalArgumentException().isThrownBy(() -> spec.number("drive", 1, 0, 20));
    assertThatIllegalArgumentException().isThrownBy(() -> spec.number("noise", 1, 0, 20));
    assertThat(spec.number("offset", 7, 0, 20)).isEqualTo(7);
  }

  @Test
  void refusesAFlagThatIsNeitherTrueNorFalse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceSpec.parse("file:a?loop=yes").flag("loop", true))
        .withMessage("option loop=yes of file is neither true nor false");
  }

  @Test
  void refusesAMistypedOptionAndNamesThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceSpec.parse("file:a?lop=true").only("loop", "speed"))
        .withMessage("file has no option lop; it has [loop, speed]");
  }
}
