package cetra.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceStatusTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cetra-agent 0.1.0",
        "a name that is much longer than twenty-four characters",
        "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"",
        "\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\",
        "見守りカメラ見守りカメラ見守りカメラ見守りカメラ",
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000e\u000f\u0010\u0011\u0012"
      })
  void isAlwaysOfOneSize(String software) {
    for (RecorderState state : RecorderState.values()) {
      DeviceStatus status = DeviceStatus.of(software, state);
      assertThat(status.bytes()).hasSize(DeviceStatus.BYTES);
      assertThat(Json.read(status.bytes(), DeviceStatus.class)).isEqualTo(status);
    }
  }
}
