package cetra.hardware.gnss;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** An open serial port whose reads never block. Used by one thread. */
final class SerialLine implements AutoCloseable {
  private static final int DATA_BITS = 8;

  private final String path;
  private final int baud;
  private final SerialPort port;

  private SerialLine(String path, int baud, SerialPort port) {
    this.path = path;
    this.baud = baud;
    this.port = port;
  }

  /**
   * Opens it and forgets what came before.
   *
   * @throws IOException when it is not there, may not be opened or is no serial port; names it
   */
  static SerialLine open(String path, int baud) throws IOException {
    SerialPort port = port(path);
    port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
    if (!port.openPort(0)) {
      throw new IOException(
          path
              + " cannot be opened at "
              + baud
              + " baud (error "
              + port.getLastErrorCode()
              + "): it is no serial port, another program holds it, or the user is not in its"
              + " group");
    }
    port.flushIOBuffers();
    return new SerialLine(path, baud, port);
  }

  /** The port and its speed, for people. */
  String name() {
    return path + " at " + baud + " baud";
  }

  /**
   * Takes what is there.
   *
   * @return how many bytes; 0 when there are none
   * @throws IOException when the port was unplugged
   */
  int read(byte[] into) throws IOException {
    int there = port.bytesAvailable();
    int read = there <= 0 ? there : port.readBytes(into, Math.min(there, into.length));
    if (read < 0) {
      throw new IOException(path + " was unplugged");
    }
    return read;
  }

  @Override
  public void close() {
    port.closePort();
  }

  // The library looks for a port of a similar name where there is none.
  private static SerialPort port(String path) throws IOException {
    if (!Files.exists(Path.of(path))) {
      throw new NoSuchFileException(path, null, "there is no such port");
    }
    try {
      return SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException wrong) {
      throw new IOException(path + " is no serial port", wrong);
    }
  }
}
