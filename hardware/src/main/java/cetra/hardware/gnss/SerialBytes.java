package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import java.io.IOException;
import java.time.Duration;

/**
 * The bytes of a serial port, looked for a hundred times a second: a read that waits in the kernel
 * would hold one of the few threads that all virtual ones share, and could not be interrupted.
 */
final class SerialBytes implements Arrivals, AutoCloseable {
  /** How long a receiver that is heard may say nothing that is a sentence. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration LOOK = Duration.ofMillis(10);

  // More than USB adaptors hold bytes back (16 ms), less than a receiver of 10 Hz rests.
  private static final long PAUSE_NANOS = Duration.ofMillis(40).toNanos();

  private final SerialLine line;
  private final BoardClock clock;
  private final byte[] bytes = new byte[4096];
  private int next;
  private int filled;
  private long nanos;
  private long understood;
  private boolean paused = true;

  SerialBytes(SerialLine line, BoardClock clock) {
    this.line = line;
    this.clock = clock;
    this.understood = clock.nanos();
  }

  String name() {
    return line.name();
  }

  @Override
  public int next() throws IOException, InterruptedException {
    while (next == filled) {
      if (look() == 0) {
        long now = clock.nanos();
        patient(now);
        if (!paused && now - nanos >= PAUSE_NANOS) {
          paused = true;
          return PAUSE;
        }
        Thread.sleep(LOOK);
      }
    }
    return bytes[next++] & 0xFF;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void understood() {
    understood = clock.nanos();
  }

  @Override
  public void close() {
    line.close();
  }

  private int look() throws IOException {
    next = 0;
    filled = line.read(bytes);
    if (filled > 0) {
      nanos = clock.nanos();
      paused = false;
      patient(nanos);
    }
    return filled;
  }

  private void patient(long now) throws IOException {
    if (now - understood >= PATIENCE.toNanos()) {
      throw new IOException(
          line.name()
              + " has sent no NMEA sentence for "
              + PATIENCE.toSeconds()
              + " s: is the receiver on, and is this its speed?");
    }
  }
}
