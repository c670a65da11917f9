package cetra.relay.deliver;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Moves the times inside {@code moof} and {@code emsg} boxes back so that the first picture is at
 * zero (ISO/IEC 14496-12 section 8.8.12, ISO/IEC 23009-1 section 5.10.3.3). Sizes never change.
 */
final class MovieTimes {
  private static final int TRAF = type("traf");
  private static final int TFHD = type("tfhd");
  private static final int TFDT = type("tfdt");
  private static final int HEADER = 8;

  private final long zero;
  private final int timescale;
  private final Map<Integer, Integer> timescales;

  /**
   * Times that begin at an instant.
   *
   * @param zero decode time that becomes zero, in ticks
   * @param timescale ticks a second of the pictures
   * @param timescales of each track, for sound counts in samples
   */
  MovieTimes(long zero, int timescale, Map<Integer, Integer> timescales) {
    this.zero = zero;
    this.timescale = timescale;
    this.timescales = timescales;
  }

  /** Rewrites a whole {@code moof} box in place. */
  ByteBuffer movieFragment(ByteBuffer moof) throws IOException {
    try {
      for (int at = HEADER; at < moof.limit(); at += size(moof, at)) {
        if (moof.getInt(at + 4) == TRAF) {
          trackFragment(moof, at, at + size(moof, at));
        }
      }
      return moof;
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new UnplayableClip("a moof box is cut short");
    }
  }

  /** Rewrites a whole {@code emsg} box in place; version 0 counts from its fragment already. */
  ByteBuffer eventMessage(ByteBuffer emsg) {
    boolean absolute = emsg.limit() >= HEADER + 16 && emsg.get(HEADER) == 1;
    if (absolute) {
      int scale = emsg.getInt(HEADER + 4);
      long time = emsg.getLong(HEADER + 8);
      emsg.putLong(HEADER + 8, Math.max(0, time - zero(scale)));
    }
    return emsg;
  }

  private void trackFragment(ByteBuffer moof, int from, int to) throws IOException {
    int track = 0;
    for (int at = from + HEADER; at < to; at += size(moof, at)) {
      int type = moof.getInt(at + 4);
      if (type == TFHD) {
        track = moof.getInt(at + HEADER + 4);
      } else if (type == TFDT) {
        decodeTime(moof, at + HEADER, track);
      }
    }
  }

  private void decodeTime(ByteBuffer moof, int at, int track) {
    boolean wide = moof.get(at) == 1;
    long time = wide ? moof.getLong(at + 4) : Integer.toUnsignedLong(moof.getInt(at + 4));
    long moved = Math.max(0, time - zero(timescales.getOrDefault(track, timescale)));
    if (wide) {
      moof.putLong(at + 4, moved);
    } else {
      moof.putInt(at + 4, (int) moved);
    }
  }

  /** The first picture's time in other ticks. */
  private long zero(long scale) {
    return zero / timescale * scale + zero % timescale * scale / timescale;
  }

  private static int size(ByteBuffer box, int at) throws IOException {
    int size = box.getInt(at);
    if (size < HEADER || size > box.limit() - at) {
      throw new UnplayableClip("a box of " + size + " octets inside moof");
    }
    return size;
  }

  private static int type(String name) {
    return ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)).getInt();
  }
}
