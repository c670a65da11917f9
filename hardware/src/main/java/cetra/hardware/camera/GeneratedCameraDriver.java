package cetra.hardware.camera;

import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.simulated.Pacer;
import cetra.hardware.simulated.Route;
import java.io.IOException;
import java.time.Instant;

/**
 * Opens {@code generated:} as a camera on a made-up drive: {@code width} (256 to 1920, default
 * 640), {@code height} (144 to 1080, default 360), both even, {@code fps} (1 to 60, default 10),
 * {@code kbps} (50 to 20000, default 400), {@code blind} (0 to 29, default 0: so many seconds from
 * the middle of each minute on it delivers nothing); the options of {@link Route#of} and {@link
 * Pacer#of}.
 */
public final class GeneratedCameraDriver implements Driver {
  /** For the service loader. */
  public GeneratedCameraDriver() {}

  @Override
  public Class<Camera> device() {
    return Camera.class;
  }

  @Override
  public String scheme() {
    return "generated";
  }

  @Override
  public Camera open(DeviceSpec spec, BoardClock clock) throws IOException {
    spec.only(
        "width",
        "height",
        "fps",
        "kbps",
        "blind",
        "route",
        "drive",
        "loop",
        "offset",
        Pacer.SPEED,
        Pacer.FROM);
    GeneratedCamera.Size size =
        new GeneratedCamera.Size(
            even(spec, "width", 640, 256, 1920),
            even(spec, "height", 360, 144, 1080),
            (int) spec.number("fps", 10, 1, 60),
            (int) spec.number("kbps", 400, 50, 20_000),
            (int) spec.number("blind", 0, 0, 29));
    long now = clock.nanos();
    Instant boot = clock.utc().minusNanos(now);
    return new GeneratedCamera(Route.of(spec), Pacer.of(spec, clock), boot, size);
  }

  private static int even(DeviceSpec spec, String key, int otherwise, int least, int most) {
    double value = spec.number(key, otherwise, least, most);
    if (value % 2 != 0) {
      throw spec.wrong(key, "is not an even number of pixels");
    }
    return (int) value;
  }
}
