package cetra.hardware.gnss;

import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds sentences in bytes as they come from a receiver, a file or a serial port: among binary
 * messages, torn lines and comments. Used by one thread.
 */
final class NmeaStream {
  private static final Pattern COMMENT = Pattern.compile("\\s*(#.*)?");

  private final Arrivals bytes;
  private final Refusals refusals;
  private final StringBuilder text = new StringBuilder();
  private long line = 1;
  private long nanos;
  private boolean ended;

  NmeaStream(Arrivals bytes, Refusals refusals) {
    this.bytes = bytes;
    this.refusals = refusals;
  }

  /** Whether no more sentences will come. */
  boolean ended() {
    return ended;
  }

  /**
   * Waits for the next sentence.
   *
   * @return null when the receiver pauses between two, or the bytes have {@link #ended}
   * @throws IOException as {@link Arrivals#next} does
   */
  @Nullable NmeaSentence next() throws IOException, InterruptedException {
    while (!ended) {
      int next = bytes.next();
      if (next == Arrivals.PAUSE) {
        if (!within()) {
          return null;
        }
      } else if (next == Arrivals.END || next == '\r' || next == '\n') {
        ended = next == Arrivals.END;
        NmeaSentence sentence = taken();
        line += next == '\n' ? 1 : 0;
        if (sentence != null) {
          return sentence;
        }
      } else {
        add((char) next);
      }
    }
    return null;
  }

  /** A transport that stalls within a sentence is no receiver that pauses. */
  private boolean within() {
    return !text.isEmpty() && text.charAt(0) == '$';
  }

  /** People write of sentences in the comments of a log. */
  private boolean commented() {
    return text.length() > 1 && text.charAt(0) == '#' && text.charAt(1) == ' ';
  }

  private void add(char next) {
    if (next == '$' && !commented()) {
      refuse(interrupted());
      nanos = bytes.nanos();
    }
    if (text.length() <= NmeaSentence.LONGEST) {
      text.append(next);
    }
  }

  /** A sentence torn off by the next one, or binary in front of it. */
  private Refusal interrupted() {
    if (text.length() > NmeaSentence.LONGEST) {
      return Refusal.OVER_LONG;
    }
    return within() ? Refusal.TORN : Refusal.OTHER;
  }

  private @Nullable NmeaSentence taken() {
    String whole = text.toString();
    Refusal wrong = NmeaSentence.wrong(whole);
    if (wrong != null) {
      refuse(ended && wrong == Refusal.NO_CHECKSUM ? Refusal.TORN : wrong);
      return null;
    }
    text.setLength(0);
    bytes.understood();
    return NmeaSentence.parse(whole, line, nanos);
  }

  private void refuse(Refusal reason) {
    if (!COMMENT.matcher(text).matches()) {
      refusals.count(reason, line);
    }
    text.setLength(0);
  }
}
