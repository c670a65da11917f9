package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import java.io.IOException;

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
   * Reads the whole log, some 80 bytes a fix.
   *
   * @throws IOException when the file cannot be read or holds no fix; names it
   */
  @Override
  public GnssReceiver open(DeviceSpec spec, BoardClock clock) throws IOException {
    return LogFile.replay(spec, clock, "NMEA log", FixLog::nmea);
  }
}
