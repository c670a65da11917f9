package cetra.hardware.gnss;

import cetra.hardware.Fix;
import cetra.hardware.GnssReceiver;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** An NMEA 0183 receiver on a serial port. */
final class SerialReceiver implements GnssReceiver {
  private final SerialBytes bytes;
  private final NmeaReader reader;

  SerialReceiver(SerialBytes bytes) {
    this.bytes = bytes;
    Refusals refusals = new Refusals(why -> Logger.info("{}, refused: {}", bytes.name(), why));
    this.reader = new NmeaReader(bytes, Dates.LIVE, refusals);
  }

  @Override
  public @Nullable Fix read() throws IOException, InterruptedException {
    return reader.next();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
