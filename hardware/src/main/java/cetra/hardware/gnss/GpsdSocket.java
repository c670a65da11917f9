package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection to gpsd, line by line. Used by one thread. */
final class GpsdSocket implements AutoCloseable {
  /** A report on the satellites of all constellations takes some 15,000 bytes. */
  static final int LONGEST = 65_536;

  /** How long it may say nothing; the agent connects again. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int CONNECT_MILLIS = 5_000;
  private static final int LOOK_MILLIS = 200;

  private final String name;
  private final Socket socket;
  private final BoardClock clock;
  private final InputStream bytes;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private long nanos;
  private long line;
  private boolean cut;

  private GpsdSocket(String name, Socket socket, BoardClock clock) throws IOException {
    this.name = name;
    this.socket = socket;
    this.clock = clock;
    this.bytes = new BufferedInputStream(socket.getInputStream());
    this.nanos = clock.nanos();
  }

  /**
   * Connects.
   *
   * @throws IOException when nobody answers; names host and port
   */
  static GpsdSocket connect(String host, int port, BoardClock clock) throws IOException {
    String name = "gpsd at " + host + ":" + port;
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      socket.setSoTimeout(LOOK_MILLIS);
      return new GpsdSocket(name, socket, clock);
    } catch (IOException e) {
      socket.close();
      throw new IOException(name + " does not answer: " + e.getMessage(), e);
    }
  }

  /** Host and port, for people. */
  String name() {
    return name;
  }

  /** When the last line came, on {@link BoardClock#nanos()}. */
  long nanos() {
    return nanos;
  }

  /** The number of the last line, counted from 1. */
  long line() {
    return line;
  }

  /** Whether the last line was over {@link #LONGEST} bytes and is not whole. */
  boolean cut() {
    return cut;
  }

  void send(String command) throws IOException {
    socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Waits for the next line.
   *
   * @throws IOException when gpsd ended, or said nothing for {@link #PATIENCE}
   */
  String next() throws IOException, InterruptedException {
    text.reset();
    cut = false;
    for (int next = read(); next != '\n'; next = read()) {
      if (text.size() < LONGEST) {
        text.write(next);
      } else {
        cut = true;
      }
    }
    line++;
    nanos = clock.nanos();
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // nothing more is wanted of it
    }
  }

  private int read() throws IOException, InterruptedException {
    while (true) {
      try {
        int next = bytes.read();
        if (next < 0) {
          throw new IOException(name + " has closed the connection");
        }
        return next;
      } catch (SocketTimeoutException nothingYet) {
        patient();
      }
    }
  }

  private void patient() throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while waiting for " + name);
    }
    if (clock.nanos() - nanos >= PATIENCE.toNanos()) {
      throw new IOException(
          name + " has said nothing for " + PATIENCE.toSeconds() + " s: has it a receiver?");
    }
  }
}
