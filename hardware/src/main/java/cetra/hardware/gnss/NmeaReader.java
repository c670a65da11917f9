package cetra.hardware.gnss;

import cetra.hardware.Fix;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads fixes from the bytes of an NMEA 0183 receiver, live or recorded: an epoch is handed out
 * when the next one begins, the receiver pauses, or the bytes end. Used by one thread.
 */
final class NmeaReader {
  private final NmeaStream sentences;
  private final NmeaEpochs epochs;

  NmeaReader(Arrivals bytes, Dates believed, Refusals refusals) {
    this.sentences = new NmeaStream(bytes, refusals);
    this.epochs = new NmeaEpochs(believed, refusals);
  }

  /**
   * Waits for the next fix.
   *
   * @return null when the bytes have ended
   * @throws IOException as {@link Arrivals#next} does
   */
  @Nullable Fix next() throws IOException, InterruptedException {
    Fix fix = null;
    while (fix == null && !sentences.ended()) {
      NmeaSentence sentence = sentences.next();
      fix = sentence != null ? epochs.accept(sentence) : epochs.flush();
    }
    return fix != null ? fix : epochs.flush();
  }
}
