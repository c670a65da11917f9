package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Opens {@code nmea:file}: replays a log of NMEA 0183 sentences. {@code starts} or {@code ends}
 * (ISO 8601 instants) place its first or last fix; by default it starts at boot.
 */
public final class NmeaDriver implements Driver {
  /** For the service loader. */
  public NmeaDriver() {}

  @Override
  public Class<GnssReceiver> device() {
    return GnssReceiver.class;
  }

  @Override
  public String scheme() {
    return "nmea";
  }

  /**
   * Reads the whole log, some 70 bytes a fix.
   *
   * @throws IOException when the file cannot be read or holds no fix; names it
   */
  @Override
  public GnssReceiver open(DeviceSpec spec, BoardClock clock) throws IOException {
    spec.only(FixReplay.STARTS, FixReplay.ENDS);
    Path file = LogFile.of(spec);
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      return new FixReplay(LogFile.notEmpty(fixes(file, bytes), file), spec, clock);
    }
  }

  private static List<Fix> fixes(Path file, InputStream bytes) throws IOException {
    NmeaStream sentences = new NmeaStream(bytes);
    NmeaEpochs epochs = new NmeaEpochs();
    List<Fix> fixes = new ArrayList<>();
    for (NmeaSentence next = sentences.next(); next != null; next = sentences.next()) {
      keep(epochs.accept(next, 0), fixes);
    }
    keep(epochs.flush(), fixes);
    Logger.debug("{}: {} fixes, {} lines skipped", file, fixes.size(), sentences.skipped());
    return fixes;
  }

  private static void keep(@Nullable Fix fix, List<Fix> fixes) {
    if (fix != null) {
      fixes.add(fix);
    }
  }
}
