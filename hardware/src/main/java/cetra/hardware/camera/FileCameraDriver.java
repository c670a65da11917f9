package cetra.hardware.camera;

import cetra.hardware.BoardClock;
import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.simulated.Pacer;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Opens {@code file:path}: plays the H.264 or H.265 video of an MP4, MKV or TS file. {@code
 * loop=true|false} (default true); {@code audio=true|false} (default false) plays its AAC or Opus
 * sound too; {@code speed} and {@code from} as {@link Pacer#of}.
 */
public final class FileCameraDriver implements Driver {
  /** For the service loader. */
  public FileCameraDriver() {}

  @Override
  public Class<Camera> device() {
    return Camera.class;
  }

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public Camera open(DeviceSpec spec, BoardClock clock) throws IOException {
    spec.only("loop", "audio", Pacer.SPEED, Pacer.FROM);
    return new FileCamera(
        path(spec), spec.flag("loop", true), spec.flag("audio", false), Pacer.of(spec, clock));
  }

  private static Path path(DeviceSpec spec) {
    try {
      if (!spec.path().isEmpty()) {
        return Path.of(spec.path());
      }
    } catch (InvalidPathException notAPath) {
      throw new IllegalArgumentException("file: " + notAPath.getMessage(), notAPath);
    }
    throw new IllegalArgumentException("write file:path; the path is missing");
  }
}
