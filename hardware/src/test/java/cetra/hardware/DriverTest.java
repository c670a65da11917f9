package cetra.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverTest {
  private final BoardClock clock = new SettableClock(Duration.ZERO);

  @Test
  void namesTheSchemesThereAreWhenNoneFits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Driver.open(Camera.class, DeviceSpec.parse("webcam:0"), clock))
        .withMessage("no Camera driver 'webcam'; there are [file, generated]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Driver.open(GnssReceiver.class, DeviceSpec.parse("file:a"), clock))
        .withMessage("no GnssReceiver driver 'file'; there are [gpsd, gpx, nmea, route, serial]");
  }

  @Test
  void opensEachDeviceThatNeedsNoFile() throws Exception {
    try (Camera camera = Driver.open(Camera.class, DeviceSpec.parse("generated:"), clock);
        GnssReceiver gnss = Driver.open(GnssReceiver.class, DeviceSpec.parse("route:"), clock);
        MotionSensor motion =
            Driver.open(MotionSensor.class, DeviceSpec.parse("simulated:"), clock);
        DriverPanel panel = Driver.open(DriverPanel.class, DeviceSpec.parse("simulated:"), clock)) {
      assertThat(camera.read()).isNotNull();
      assertThat(gnss.read()).isNotNull();
      assertThat(motion.read()).isNotNull();
      panel.show(DriverPanel.Light.RECORDING);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          generated:?width=641      | even
          generated:?width=64       | from 256.0 to 1920.0
          generated:?fps=0          | from 1.0 to 60.0
          generated:?speed=0.01     | from 0.1 to 1000.0
          generated:?kbit=1         | has no option kbit
          generated:?route=91,0     | way-point '91,0'
          generated:?route=35       | way-point '35'
          generated:?from=-1        | from 0.0
          file:                     | the path is missing
          """)
  void refusesAWrongOptionByName(String spec, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Driver.open(Camera.class, DeviceSpec.parse(spec), clock))
        .withMessageContaining(reason);
  }
}
