package cetra.wire.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The one way in which we write a ZIP (PKWARE APPNOTE 6.3): entries stored, one after the other,
 * dated 1980-01-01, nothing between them and no comment. Every octet that is not content follows
 * from the contents, so none can be changed unseen.
 */
final class StoredZip {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final short VERSION = 10;
  private static final short FIRST_DAY = 0x21;

  /**
   * One entry.
   *
   * @param name ASCII
   * @param size in octets, below 4 GiB
   * @param crc CRC-32 of its content
   */
  record Entry(String name, long size, int crc) {
    int localBytes() {
      return LOCAL_BYTES + name.length();
    }
  }

  private StoredZip() {}

  /** What stands before an entry's content. */
  static ByteBuffer local(Entry entry) {
    ByteBuffer header = buffer(entry.localBytes());
    header.putInt(LOCAL).putShort(VERSION);
    common(header, entry);
    return header.put(entry.name().getBytes(StandardCharsets.US_ASCII)).flip();
  }

  /** What stands after the last entry's content. */
  static ByteBuffer directory(List<Entry> entries) {
    ByteBuffer directory = buffer(directoryBytes(entries));
    long offset = 0;
    for (Entry entry : entries) {
      directory.putInt(CENTRAL).putShort(VERSION).putShort(VERSION);
      common(directory, entry);
      directory.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
      directory.putInt((int) offset).put(entry.name().getBytes(StandardCharsets.US_ASCII));
      offset += entry.localBytes() + entry.size();
    }
    int size = directory.position();
    directory.putInt(END).putShort((short) 0).putShort((short) 0);
    directory.putShort((short) entries.size()).putShort((short) entries.size());
    return directory.putInt(size).putInt((int) offset).putShort((short) 0).flip();
  }

  /** How long {@link #directory} is. */
  static int directoryBytes(List<Entry> entries) {
    return END_BYTES
        + entries.stream().mapToInt(entry -> CENTRAL_BYTES + entry.name().length()).sum();
  }

  /** Reads an entry as the directory states it; the buffer is {@link #directory} as found. */
  static Entry entry(ByteBuffer directory, String name, int before) {
    ByteBuffer at = directory.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return new Entry(name, Integer.toUnsignedLong(at.getInt(before + 20)), at.getInt(before + 16));
  }

  private static void common(ByteBuffer header, Entry entry) {
    header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort(FIRST_DAY);
    header.putInt(entry.crc()).putInt((int) entry.size()).putInt((int) entry.size());
    header.putShort((short) entry.name().length()).putShort((short) 0);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
