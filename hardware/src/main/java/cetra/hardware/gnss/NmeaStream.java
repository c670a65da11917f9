package cetra.hardware.gnss;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds sentences in bytes as they come from a receiver, a file or a serial port: among binary
 * messages, torn lines and comments. Used by one thread.
 */
final class NmeaStream {
  private static final Pattern COMMENT = Pattern.compile("\\s*(#.*)?");

  private final InputStream bytes;
  private final StringBuilder line = new StringBuilder();
  private long skipped;

  /**
   * @param bytes buffered; the caller closes it
   */
  NmeaStream(InputStream bytes) {
    this.bytes = bytes;
  }

  /** How many lines, and starts of lines, were something else than a sentence. */
  long skipped() {
    return skipped;
  }

  /** The next sentence; null at the end of the bytes. */
  @Nullable NmeaSentence next() throws IOException {
    line.setLength(0);
    for (int next = bytes.read(); next >= 0; next = bytes.read()) {
      if (next == '\r' || next == '\n') {
        NmeaSentence sentence = taken();
        if (sentence != null) {
          return sentence;
        }
      } else {
        add((char) next);
      }
    }
    return taken();
  }

  private void add(char next) {
    if (next == '$') {
      // A sentence torn off by the next one, or binary in front of it.
      skip();
    }
    if (line.length() <= NmeaSentence.LONGEST) {
      line.append(next);
    }
  }

  private @Nullable NmeaSentence taken() {
    NmeaSentence sentence = NmeaSentence.parse(line.toString());
    if (sentence == null) {
      skip();
    }
    line.setLength(0);
    return sentence;
  }

  private void skip() {
    if (!COMMENT.matcher(line).matches()) {
      skipped++;
    }
    line.setLength(0);
  }
}
