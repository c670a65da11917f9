package cetra.relay.deliver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The ticks a second of each track of an init segment (ISO/IEC 14496-12 sections 8.3.2, 8.4.2). */
final class TrackTimescales {
  private static final int HEADER = 8;

  /** Where the number stands behind the header of its box, in version 0 and in version 1. */
  private static final int[] TRACK_ID = {12, 20};

  private static final int[] TIMESCALE = {12, 20};

  private final Map<Integer, Integer> known = new HashMap<>();
  private int track;

  private TrackTimescales() {}

  /** Those of an init segment; of what is not laid out as it should be, nothing is known. */
  static Map<Integer, Integer> of(ByteBuffer init) {
    TrackTimescales timescales = new TrackTimescales();
    timescales.walk(init, 0, init.limit());
    return Map.copyOf(timescales.known);
  }

  private void walk(ByteBuffer boxes, int from, int to) {
    int at = from;
    while (to - at >= HEADER) {
      int size = boxes.getInt(at);
      if (size < HEADER || size > to - at) {
        return;
      }
      look(boxes, name(boxes, at), at + HEADER, at + size);
      at += size;
    }
  }

  private void look(ByteBuffer boxes, String name, int from, int to) {
    switch (name) {
      case "moov", "trak", "mdia" -> walk(boxes, from, to);
      case "tkhd" -> track = number(boxes, from, to, TRACK_ID);
      case "mdhd" -> known.put(track, number(boxes, from, to, TIMESCALE));
      default -> {
        // says nothing of times
      }
    }
  }

  private static int number(ByteBuffer boxes, int from, int to, int[] places) {
    int place = from < to && boxes.get(from) == 1 ? places[1] : places[0];
    return to - from >= place + Integer.BYTES ? boxes.getInt(from + place) : 0;
  }

  private static String name(ByteBuffer boxes, int at) {
    byte[] name = new byte[4];
    boxes.get(at + 4, name);
    return new String(name, StandardCharsets.US_ASCII);
  }
}
