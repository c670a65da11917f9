package cetra.wire.evidence;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads box headers (ISO/IEC 14496-12 section 4.2) of a region of a file, never beyond it. */
final class BoxReader {
  private static final int SHORT_HEADER = 8;
  private static final int LONG_HEADER = 16;

  private final FileChannel file;
  private final long from;
  private final long length;
  private final ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);

  BoxReader(FileChannel file, long from, long length) {
    this.file = file;
    this.from = from;
    this.length = length;
  }

  /** The box at an offset; null when the region ends before the box does. */
  @Nullable Box whole(long at) throws IOException {
    if (at < 0 || length - at < SHORT_HEADER) {
      return null;
    }
    fill(file, from + at, header.clear().limit((int) Math.min(LONG_HEADER, length - at)));
    header.flip();
    long size = Integer.toUnsignedLong(header.getInt());
    int type = header.getInt();
    int headerLength = SHORT_HEADER;
    if (size == 1 && header.remaining() >= Long.BYTES) {
      size = header.getLong();
      headerLength = LONG_HEADER;
    }
    if (size < headerLength) {
      throw new MalformedVideo(at, BoxType.name(type) + " box of " + size + " octets");
    }
    return size > length - at ? null : new Box(type, at, headerLength, size);
  }

  /** The box at an offset, which must be whole and of a type. */
  Box expect(long at, int type) throws IOException {
    Box box = whole(at);
    if (box == null || box.type() != type) {
      throw new MalformedVideo(
          at, "no " + BoxType.name(type) + " box" + (box == null ? "" : " but " + box.name()));
    }
    return box;
  }

  /** The content of a box of at most so many octets. */
  ByteBuffer content(Box box, int most) throws IOException {
    long size = box.size() - box.header();
    if (size > most) {
      throw new MalformedVideo(
          box.offset(), box.name() + " box of " + size + " octets; at most " + most);
    }
    ByteBuffer content = ByteBuffer.allocate((int) size);
    fill(file, from + box.offset() + box.header(), content);
    return content.flip();
  }

  /** Fills a buffer from an offset of the file. */
  static void fill(FileChannel file, long offset, ByteBuffer buffer) throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, at);
      if (read < 0) {
        throw new EOFException("the file ends at octet " + at);
      }
      at += read;
    }
  }
}
