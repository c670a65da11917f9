package cetra.relay.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of an upload that is not complete; its forced length is the offset to resume from. */
final class PartialUpload implements AutoCloseable {
  private final FileChannel file;
  private long offset;

  private PartialUpload(FileChannel file) throws IOException {
    this.file = file;
    // a relay that was killed may have left octets that are written and not forced
    file.force(true);
    this.offset = file.size();
  }

  static PartialUpload open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      return new PartialUpload(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  long offset() {
    return offset;
  }

  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      offset += file.write(bytes, offset);
    }
  }

  /** Drops all from an offset on. */
  void cut(long at) throws IOException {
    file.truncate(at);
    offset = at;
    force();
  }

  void force() throws IOException {
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
