package cetra.wire.evidence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a {@code moof} box says of the first track (ISO/IEC 14496-12 section 8.8).
 *
 * @param time decode time of the first picture, in ticks
 * @param duration of all pictures, in ticks
 * @param pictures how many there are
 * @param key whether the first one can be decoded alone
 */
record MovieFragment(long time, long duration, int pictures, boolean key) {
  private static final int BASE_DATA_OFFSET = 0x1;
  private static final int SAMPLE_DESCRIPTION = 0x2;
  private static final int DEFAULT_DURATION = 0x8;
  private static final int DEFAULT_SIZE = 0x10;
  private static final int DEFAULT_FLAGS = 0x20;
  private static final int DATA_OFFSET = 0x1;
  private static final int FIRST_FLAGS = 0x4;
  private static final int DURATION = 0x100;
  private static final int SIZE = 0x200;
  private static final int FLAGS = 0x400;
  private static final int COMPOSITION_OFFSET = 0x800;
  private static final int NOT_SYNC = 0x10000;
  private static final int MOST_PICTURES = 100_000;
  private static final long MOST_TICKS = Long.MAX_VALUE / 2;

  /** Reads the content of a {@code moof} box that stands at an offset. */
  static MovieFragment read(ByteBuffer moof, long offset) throws MalformedVideo {
    try {
      ByteBuffer traf = require(moof, BoxType.TRAF, offset);
      return read(
          require(traf, BoxType.TFHD, offset),
          require(traf, BoxType.TFDT, offset),
          require(traf, BoxType.TRUN, offset),
          offset);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new MalformedVideo(offset, "moof box is cut short");
    }
  }

  /** The ticks a second of the first track of a {@code moov} box's content. */
  static int timescale(ByteBuffer moov) throws MalformedVideo {
    try {
      ByteBuffer trak = require(moov, BoxType.TRAK, 0);
      ByteBuffer mdhd = require(require(trak, BoxType.MDIA, 0), BoxType.MDHD, 0);
      boolean wide = mdhd.getInt() >>> 24 == 1;
      int timescale = mdhd.getInt(mdhd.position() + (wide ? 16 : 8));
      if (timescale <= 0) {
        throw new MalformedVideo(0, "timescale " + timescale);
      }
      return timescale;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new MalformedVideo(0, "moov box is cut short");
    }
  }

  private static MovieFragment read(ByteBuffer tfhd, ByteBuffer tfdt, ByteBuffer trun, long offset)
      throws MalformedVideo {
    int defaults = tfhd.getInt() & 0xffffff;
    tfhd.getInt();
    skip(tfhd, (defaults & BASE_DATA_OFFSET) != 0 ? 8 : 0);
    skip(tfhd, (defaults & SAMPLE_DESCRIPTION) != 0 ? 4 : 0);
    int defaultDuration = (defaults & DEFAULT_DURATION) != 0 ? tfhd.getInt() : 0;
    skip(tfhd, (defaults & DEFAULT_SIZE) != 0 ? 4 : 0);
    int firstFlags = (defaults & DEFAULT_FLAGS) != 0 ? tfhd.getInt() : 0;

    boolean wide = tfdt.getInt() >>> 24 == 1;
    long time = wide ? tfdt.getLong() : Integer.toUnsignedLong(tfdt.getInt());

    int present = trun.getInt() & 0xffffff;
    int pictures = trun.getInt();
    if (pictures < 1 || pictures > MOST_PICTURES || time < 0 || time > MOST_TICKS) {
      throw new MalformedVideo(offset, "fragment of " + pictures + " pictures at tick " + time);
    }
    skip(trun, (present & DATA_OFFSET) != 0 ? 4 : 0);
    boolean explicitFirst = (present & FIRST_FLAGS) != 0;
    firstFlags = explicitFirst ? trun.getInt() : firstFlags;
    long duration = 0;
    for (int i = 0; i < pictures; i++) {
      duration +=
          Integer.toUnsignedLong((present & DURATION) != 0 ? trun.getInt() : defaultDuration);
      skip(trun, (present & SIZE) != 0 ? 4 : 0);
      if ((present & FLAGS) != 0) {
        int flags = trun.getInt();
        firstFlags = i == 0 && !explicitFirst ? flags : firstFlags;
      }
      skip(trun, (present & COMPOSITION_OFFSET) != 0 ? 4 : 0);
    }
    return new MovieFragment(time, duration, pictures, (firstFlags & NOT_SYNC) == 0);
  }

  static ByteBuffer require(ByteBuffer within, int type, long offset) throws MalformedVideo {
    Optional<ByteBuffer> found = child(within, type);
    if (found.isEmpty()) {
      throw new MalformedVideo(offset, "no " + BoxType.name(type) + " box");
    }
    return found.get();
  }

  private static Optional<ByteBuffer> child(ByteBuffer within, int type) {
    int at = within.position();
    while (within.limit() - at >= 8) {
      int size = within.getInt(at);
      if (size < 8 || size > within.limit() - at) {
        return Optional.empty();
      }
      if (within.getInt(at + 4) == type) {
        return Optional.of(within.slice(at + 8, size - 8));
      }
      at += size;
    }
    return Optional.empty();
  }

  private static void skip(ByteBuffer buffer, int octets) {
    buffer.position(buffer.position() + octets);
  }
}
