package cetra.hardware.gnss;

import java.nio.charset.StandardCharsets;

/** Bytes of a receiver that pauses where it is told to, on a clock that ticks a byte. */
final class Script implements Arrivals {
  /** Stands for a pause. */
  static final char REST = '\u00fe';

  private final byte[] bytes;
  private int next;
  private int understood;

  Script(String text) {
    bytes = text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public int next() {
    int value = next < bytes.length ? bytes[next] & 0xFF : END;
    next++;
    return value == REST ? PAUSE : value;
  }

  @Override
  public long nanos() {
    return next - 1L;
  }

  @Override
  public void understood() {
    understood++;
  }

  int timesUnderstood() {
    return understood;
  }
}
