package cetra.tools.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The smallest boxes (ISO/IEC 14496-12) in which a segment's layout can be read: nothing is shown,
 * but times and fragments are as a recorder writes them.
 */
final class TinyVideo {
  /** Ticks a second. */
  static final int TIMESCALE = 90_000;

  /** Of a fragment. */
  static final int TICKS = TIMESCALE / 2;

  private static final int TRACK = 1;
  private static final int HAS_DURATION = 0x8;
  private static final int LONG_TIME = 0x01000000;

  private TinyVideo() {}

  /** An init segment. */
  static byte[] init() {
    byte[] times = words(0, 0, 0, TIMESCALE, 0);
    byte[] ftyp = box("ftyp", "isom".getBytes(StandardCharsets.US_ASCII), words(0));
    return joined(ftyp, box("moov", box("trak", box("mdia", box("mdhd", times)))));
  }

  /** {@code moof} and {@code mdat} of one key picture that lasts for half a second. */
  static byte[] fragment(long ticks) {
    byte[] header = box("tfhd", words(HAS_DURATION, TRACK, TICKS));
    byte[] time = box("tfdt", words(LONG_TIME, (int) (ticks >>> Integer.SIZE), (int) ticks));
    byte[] run = box("trun", words(0, 1));
    return joined(box("moof", box("traf", header, time, run)), box("mdat", words(0, 0)));
  }

  private static byte[] words(int... words) {
    ByteBuffer octets = ByteBuffer.allocate(words.length * Integer.BYTES);
    for (int word : words) {
      octets.putInt(word);
    }
    return octets.array();
  }

  private static byte[] box(String type, byte[]... content) {
    byte[] inside = joined(content);
    ByteBuffer box = ByteBuffer.allocate(2 * Integer.BYTES + inside.length);
    box.putInt(box.capacity()).put(type.getBytes(StandardCharsets.US_ASCII)).put(inside);
    return box.array();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
