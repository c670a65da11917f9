package cetra.hardware.gnss;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a record, which never pause and of whose arrival nothing is known. */
final class RecordedBytes implements Arrivals {
  private final InputStream bytes;

  /**
   * @param bytes buffered; the caller closes it
   */
  RecordedBytes(InputStream bytes) {
    this.bytes = bytes;
  }

  @Override
  public int next() throws IOException {
    return bytes.read();
  }

  @Override
  public long nanos() {
    return 0;
  }

  @Override
  public void understood() {
    // a record that makes no sense ends, too
  }
}
