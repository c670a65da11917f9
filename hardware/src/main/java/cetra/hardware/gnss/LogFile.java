package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

/** The file of a recorded drive, replayed. */
final class LogFile {
  /** Reads one format. */
  interface Format {
    /** Begins to read. */
    FixLog read(InputStream bytes, Dates believed, Refusals refusals) throws IOException;
  }

  private LogFile() {}

  /**
   * Replays the file that a specification names.
   *
   * @param kind what the file should be, for people
   * @throws IOException when there is no such file, it is of another kind or holds no fix; names it
   * @throws IllegalArgumentException when it names none, or an option is wrong
   */
  static GnssReceiver replay(DeviceSpec spec, BoardClock clock, String kind, Format format)
      throws IOException {
    spec.only(FixReplay.STARTS, FixReplay.ENDS);
    Path file = path(spec);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
    List<Fix> fixes = fixes(file, kind, format);
    if (fixes.isEmpty()) {
      throw new IOException(file + " holds no valid fix with a date and a time");
    }
    return new FixReplay(fixes, spec, clock);
  }

  private static List<Fix> fixes(Path file, String kind, Format format) throws IOException {
    Refusals refusals = new Refusals(why -> Logger.debug("{}: {}", file, why));
    List<Fix> fixes = new ArrayList<>();
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        FixLog log = format.read(bytes, Dates.RECORDED, refusals)) {
      for (Fix fix = log.next(); fix != null; fix = log.next()) {
        fixes.add(fix);
      }
    } catch (IOException broken) {
      throw new IOException(file + " is no " + kind + ": " + broken.getMessage(), broken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(file + " was not read to its end");
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
