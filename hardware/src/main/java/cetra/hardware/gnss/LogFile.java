package cetra.hardware.gnss;

import cetra.hardware.DeviceSpec;
import cetra.hardware.Fix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The file of a recorded drive, or why it is none. */
final class LogFile {
  private LogFile() {}

  /**
   * The file that a specification names.
   *
   * @throws IOException when there is no such file; names it
   * @throws IllegalArgumentException when it names none
   */
  static Path of(DeviceSpec spec) throws IOException {
    Path file = path(spec);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
    return file;
  }

  /**
   * Passes fixes on.
   *
   * @throws IOException when there are none; names the file
   */
  static List<Fix> notEmpty(List<Fix> fixes, Path file) throws IOException {
    if (fixes.isEmpty()) {
      throw new IOException(file + " holds no valid fix with a date and a time");
    }
    return fixes;
  }

  private static Path path(DeviceSpec spec) {
    try {
      if (!spec.path().isEmpty()) {
        return Path.of(spec.path());
      }
    } catch (InvalidPathException notAPath) {
      throw new IllegalArgumentException(spec.scheme() + ": " + notAPath.getMessage(), notAPath);
    }
    throw new IllegalArgumentException("write " + spec.scheme() + ":file; the file is missing");
  }
}
