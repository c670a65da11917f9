package cetra.wire.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The event message box that stands before each fragment and carries its fixes (ISO/IEC 23009-1
 * section 5.10.3.3, version 1).
 *
 * <pre>
 *  size u32 | 'emsg' | version 1, flags 0 | timescale u32 | presentation time u64
 *  duration u32 | id u32 | "urn:cetra:track:1\0" | "\0" | {@link TrackPoint} …
 * </pre>
 */
public final class TrackBox {
  private static final byte[] SCHEME = "urn:cetra:track:1\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 8 + 4 + 4 + 8 + 4 + 4;

  /** Octets of a box without a fix. */
  static final int LEAST = HEADER + SCHEME.length;

  private static final int VERSION_1 = 0x01000000;

  private TrackBox() {}

  /**
   * Writes the box.
   *
   * @param timescale ticks a second of the track
   * @param time decode time of the fragment's first picture, in ticks
   * @param duration of the fragment, in ticks
   * @param id number of the fragment in its segment
   */
  public static ByteBuffer write(
      int timescale, long time, int duration, int id, List<TrackPoint> track) {
    int size = LEAST + track.size() * TrackPoint.BYTES;
    ByteBuffer box = ByteBuffer.allocate(size);
    box.putInt(size).putInt(BoxType.EMSG).putInt(VERSION_1).putInt(timescale).putLong(time);
    box.putInt(duration).putInt(id).put(SCHEME);
    track.forEach(point -> point.write(box));
    return box.flip();
  }

  /**
   * Reads the fixes of a box, its eight octets of header included; none when it is another scheme's
   * message.
   */
  public static List<TrackPoint> read(ByteBuffer box) {
    int scheme = box.position() + HEADER;
    if (box.limit() < scheme + SCHEME.length) {
      return List.of();
    }
    byte[] found = new byte[SCHEME.length];
    box.get(scheme, found);
    if (!Arrays.equals(found, SCHEME)) {
      return List.of();
    }
    return TrackPoint.list(box.duplicate().position(scheme + SCHEME.length));
  }
}
