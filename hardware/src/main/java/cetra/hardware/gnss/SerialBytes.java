package cetra.hardware.gnss;

import cetra.hardware.BoardClock;
import java.io.IOException;
import java.time.Duration;

/** The bytes of a receiver on a serial port, and its pauses. */
final class SerialBytes implements Arrivals, AutoCloseable {
  /** How long a receiver that is heard may say nothing that is a sentence. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  // More than USB adaptors hold bytes back (16 ms), less than a receiver of 10 Hz rests.
  private static final Duration REST = Duration.ofMillis(40);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final SerialPump pump;
  private final BoardClock clock;
  private long understood;
  private boolean paused = true;

  SerialBytes(SerialPump pump, BoardClock clock) {
    this.pump = pump;
    this.clock = clock;
    this.understood = clock.nanos();
  }

  /** The port and its speed, for people. */
  String name() {
    return pump.name();
  }

  @Override
  public int next() throws IOException, InterruptedException {
    while (!pump.bytes().hasRemaining()) {
      boolean came = pump.await(paused ? BETWEEN_LOOKS : REST);
      patient();
      if (!came && !paused) {
        paused = true;
        return PAUSE;
      }
      paused = !came;
    }
    return pump.bytes().get() & 0xFF;
  }

  @Override
  public long nanos() {
    return pump.nanos();
  }

  @Override
  public void understood() {
    understood = clock.nanos();
  }

  @Override
  public void close() {
    pump.close();
  }

  private void patient() throws IOException {
    if (clock.nanos() - understood >= PATIENCE.toNanos()) {
      throw new IOException(
          pump.name()
              + " has sent no NMEA sentence for "
              + PATIENCE.toSeconds()
              + " s: is the receiver on, and is this its speed?");
    }
  }
}
