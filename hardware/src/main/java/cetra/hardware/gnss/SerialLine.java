package cetra.hardware.gnss;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** An open serial port. Used by one thread. */
final class SerialLine implements AutoCloseable {
  private static final int DATA_BITS = 8;
  private static final int MOMENT_MILLIS = 200;

  private final String path;
  private final int baud;
  private final SerialPort port;
  private final byte[] buffer = new byte[4096];

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
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, MOMENT_MILLIS, 0);
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
   * Waits a moment for bytes.
   *
   * @return those that came; none when nothing did
   * @throws IOException when the port was unplugged
   */
  byte[] read() throws IOException {
    int read = port.readBytes(buffer, buffer.length);
    if (read < 0 || port.bytesAvailable() < 0) {
      throw new IOException(path + " was unplugged");
    }
    return Arrays.copyOf(buffer, read);
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
