package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.GnssReceiver;
import java.io.IOException;

/**
 * Opens {@code gpsd:host:port} (default {@code localhost:2947}): the JSON protocol of gpsd. {@code
 * device} is the receiver to listen to, such as {@code /dev/ttyACM0}; by default the first that has
 * a fix.
 */
public final class GpsdDriver implements Driver {
  private static final String HOST = "localhost";
  private static final int PORT = 2947;

  /** For the service loader. */
  public GpsdDriver() {}

  @Override
  public Class<GnssReceiver> device() {
    return GnssReceiver.class;
  }

  @Override
  public String scheme() {
    return "gpsd";
  }

  /**
   * Connects, and asks for fixes.
   *
   * @throws IOException when nobody answers, or not as gpsd does; names host and port
   */
  @Override
  public GnssReceiver open(DeviceSpec spec, BoardClock clock) throws IOException {
    spec.only("device");
    int colon = spec.path().lastIndexOf(':');
    String host = colon < 0 ? spec.path() : spec.path().substring(0, colon);
    String name = host.isEmpty() ? HOST : host;
    int port = colon < 0 ? PORT : port(spec, spec.path().substring(colon + 1));
    GpsdSocket socket = GpsdSocket.connect(name, port, clock);
    try {
      return GpsdReceiver.watch(socket, spec.option("device", ""));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static int port(DeviceSpec spec, String text) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "gpsd:" + spec.path() + " has no port from 1 to 65535; write gpsd:localhost:2947");
    }
    return port;
  }
}
