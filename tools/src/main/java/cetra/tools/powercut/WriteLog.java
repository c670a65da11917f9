package cetra.tools.powercut;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a disk was told while a recorder ran, in order; the last entry may be cut short.
 *
 * <pre>
 *  'w' or 'f' | monotonic nanoseconds i64 | offset i64 | length i32 | octets
 * </pre>
 *
 * @param entries the writes and flushes
 */
record WriteLog(List<Entry> entries) {
  /** A drive writes so many octets whole or not at all. */
  static final int SECTOR = 512;

  /** ext4 does not survive half a superblock, so no drive that tears one has ever held it. */
  private static final long SUPERBLOCK_END = 4096;

  private static final int LONGEST = 64 << 20;

  /**
   * A write, or a flush, which has no octets.
   *
   * @param at on {@link System#nanoTime()}, when it was done and not yet answered
   */
  record Entry(boolean flush, long at, long offset, ByteBuffer octets) {
    void applyTo(FileChannel image) throws IOException {
      apply(image, 0, octets.capacity());
    }

    /** Writes only some of its sectors. */
    void applySome(FileChannel image, Random random, double share) throws IOException {
      int from = 0;
      while (from < octets.capacity()) {
        int length = Math.min(whole(offset + from), octets.capacity() - from);
        if (random.nextDouble() < share) {
          apply(image, from, length);
        }
        from += length;
      }
    }

    private static int whole(long position) {
      return position < SUPERBLOCK_END ? (int) (SUPERBLOCK_END - position) : SECTOR;
    }

    private void apply(FileChannel image, int from, int length) throws IOException {
      ByteBuffer part = octets.slice(from, length);
      long at = offset + from;
      while (part.hasRemaining()) {
        at += image.write(part, at);
      }
    }
  }

  /** Reads a log. */
  static WriteLog read(Path file) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      while (true) {
        entries.add(entry(in));
      }
    } catch (EOFException end) {
      return new WriteLog(List.copyOf(entries));
    }
  }

  private static Entry entry(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    long at = in.readLong();
    long offset = in.readLong();
    int length = in.readInt();
    if ((kind != 'w' && kind != 'f') || length < 0 || length > LONGEST) {
      throw new IOException("the log of writes holds an entry " + kind + " of " + length);
    }
    byte[] octets = new byte[length];
    in.readFully(octets);
    return new Entry(kind == 'f', at, offset, ByteBuffer.wrap(octets));
  }
}
