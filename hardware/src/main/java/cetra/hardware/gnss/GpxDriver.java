package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import java.io.IOException;

/**
 * Opens {@code gpx:file}: replays the track points of a GPX 1.1 file that have a time. {@code
 * starts} or {@code ends} (ISO 8601 instants) place its first or last fix; by default it starts at
 * boot.
 */
public final class GpxDriver implements Driver {
  /** For the service loader. */
  public GpxDriver() {}

  @Override
  public Class<GnssReceiver> device() {
    return GnssReceiver.class;
  }

  @Override
  public String scheme() {
    return "gpx";
  }

  /**
   * Reads the whole track.
   *
   * @throws IOException when the file cannot be read, is no GPX, has a DTD, or holds no fix; names
   *     it
   */
  @Override
  public GnssReceiver open(DeviceSpec spec, BoardClock clock) throws IOException {
    return LogFile.replay(spec, clock, "GPX track", FixLog::gpx);
  }
}
