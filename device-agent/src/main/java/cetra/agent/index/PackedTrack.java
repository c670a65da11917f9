package cetra.agent.index;

import cetra.wire.evidence.TrackPoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Fixes as the index keeps them: a third of what the ring takes, so that a week at ten fixes a
 * second fits into 200 MiB.
 *
 * <pre>
 *  { nanos, utc ms, lat, lon, speed, course, accuracy, marks }*
 * </pre>
 *
 * <p>Each field of a point is written as its difference from what the two points before it let
 * expect, or for the slow fields from the one before; small differences of either sign take one
 * octet (base 128, lowest first, the sign in the lowest bit).
 */
final class PackedTrack {
  /** The fields of a recorded point: octets of each, as {@link TrackPoint#write} lays them out. */
  private static final int[] WIDTHS = {8, 8, 4, 4, 2, 2, 2, 2};

  /** Times and places go on as they did; the others stay about as they were. */
  private static final int STEADY = 4;

  private static final int MOST_OCTETS = 10;

  private PackedTrack() {}

  static byte[] pack(List<TrackPoint> track) {
    ByteBuffer packed = ByteBuffer.allocate(track.size() * WIDTHS.length * MOST_OCTETS);
    ByteBuffer point = ByteBuffer.allocate(TrackPoint.BYTES);
    Forecast[] forecasts = forecasts();
    for (TrackPoint next : track) {
      next.write(point.clear());
      point.flip();
      for (int field = 0; field < WIDTHS.length; field++) {
        long value = get(point, WIDTHS[field]);
        put(packed, value - forecasts[field].next());
        forecasts[field].learn(value);
      }
    }
    byte[] bytes = new byte[packed.position()];
    packed.flip().get(bytes);
    return bytes;
  }

  static List<TrackPoint> unpack(byte[] bytes) {
    ByteBuffer packed = ByteBuffer.wrap(bytes);
    ByteBuffer point = ByteBuffer.allocate(TrackPoint.BYTES);
    List<TrackPoint> track = new ArrayList<>();
    Forecast[] forecasts = forecasts();
    while (packed.hasRemaining()) {
      point.clear();
      for (int field = 0; field < WIDTHS.length; field++) {
        long value = number(packed) + forecasts[field].next();
        put(point, WIDTHS[field], value);
        forecasts[field].learn(value);
      }
      track.add(TrackPoint.read(point.flip()));
    }
    return track;
  }

  /** What a field is expected to be: as it was, and where it is steady going on as it did. */
  private static final class Forecast {
    private final boolean steady;
    private boolean begun;
    private long last;
    private long step;

    Forecast(boolean steady) {
      this.steady = steady;
    }

    long next() {
      return last + step;
    }

    void learn(long value) {
      step = steady && begun ? value - last : 0;
      last = value;
      begun = true;
    }
  }

  private static Forecast[] forecasts() {
    Forecast[] forecasts = new Forecast[WIDTHS.length];
    for (int field = 0; field < WIDTHS.length; field++) {
      forecasts[field] = new Forecast(field < STEADY);
    }
    return forecasts;
  }

  private static long get(ByteBuffer point, int width) {
    return switch (width) {
      case 8 -> point.getLong();
      case 4 -> point.getInt();
      default -> point.getShort();
    };
  }

  private static void put(ByteBuffer point, int width, long value) {
    switch (width) {
      case 8 -> point.putLong(value);
      case 4 -> point.putInt((int) value);
      default -> point.putShort((short) value);
    }
  }

  private static void put(ByteBuffer packed, long difference) {
    long rest = difference << 1 ^ difference >> 63;
    while ((rest & ~0x7fL) != 0) {
      packed.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    packed.put((byte) rest);
  }

  private static long number(ByteBuffer packed) {
    long rest = 0;
    byte next;
    int shift = 0;
    do {
      next = packed.get();
      rest |= (next & 0x7fL) << shift;
      shift += 7;
    } while (next < 0);
    return rest >>> 1 ^ -(rest & 1);
  }
}
