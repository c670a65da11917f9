package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import java.io.IOException;

/**
 * Opens {@code serial:/dev/ttyUSB0}: an NMEA 0183 receiver on a serial port or a USB adaptor, 8
 * data bits, no parity, one stop bit. {@code baud} is 1200 to 921600, default 9600.
 */
public final class SerialDriver implements Driver {
  private static final double LEAST_BAUD = 1_200;
  private static final double MOST_BAUD = 921_600;

  /** For the service loader. */
  public SerialDriver() {}

  @Override
  public Class<GnssReceiver> device() {
    return GnssReceiver.class;
  }

  @Override
  public String scheme() {
    return "serial";
  }

  /**
   * Opens the port for this process alone.
   *
   * @throws IOException when it is not there, may not be opened or is no serial port; names it
   */
  @Override
  public GnssReceiver open(DeviceSpec spec, BoardClock clock) throws IOException {
    spec.only("baud");
    if (!spec.path().startsWith("/dev/")) {
      throw new IllegalArgumentException(
          "serial:" + spec.path() + " names no port; write serial:/dev/ttyUSB0?baud=9600");
    }
    int baud = (int) spec.number("baud", 9_600, LEAST_BAUD, MOST_BAUD);
    return new SerialReceiver(
        new SerialBytes(new SerialPump(SerialLine.open(spec.path(), baud), clock), clock));
  }
}
