package cetra.tools.silence;

import java.util.Comparator;
import java.util.List;

/** What an observer can count of one car's traffic after one order: sizes, numbers and times. */
final class Features {
  private static final int FIRST = 4;
  private static final double[] UNTIL_MILLIS = {50, 100, 200, 400, 800};
  private static final int FIXED = 8;

  private Features() {}

  /**
   * The figures of what went since an instant of {@link System#nanoTime}; always as many. Times are
   * in milliseconds, -1 where nothing went.
   */
  static double[] of(List<Tap.Packet> packets, long since) {
    List<Tap.Packet> sorted =
        packets.stream().sorted(Comparator.comparingLong(Tap.Packet::nanos)).toList();
    List<Tap.Packet> up = sorted.stream().filter(Tap.Packet::up).toList();
    List<Tap.Packet> down = sorted.stream().filter(packet -> !packet.up()).toList();
    double[] figures = new double[FIXED + 2 * FIRST + UNTIL_MILLIS.length];
    figures[0] = up.size();
    figures[1] = down.size();
    figures[2] = octets(up);
    figures[3] = octets(down);
    figures[4] = up.isEmpty() ? -1 : millis(up.getLast(), since);
    figures[5] = down.isEmpty() ? -1 : millis(down.getFirst(), since);
    figures[6] = down.isEmpty() ? -1 : millis(down.getLast(), since);
    figures[7] = up.stream().mapToInt(Tap.Packet::octets).max().orElse(0);
    for (int i = 0; i < FIRST; i++) {
      figures[FIXED + 2 * i] = i < up.size() ? millis(up.get(i), since) : -1;
      figures[FIXED + 2 * i + 1] = i < up.size() ? up.get(i).octets() : 0;
    }
    for (int i = 0; i < UNTIL_MILLIS.length; i++) {
      double until = UNTIL_MILLIS[i];
      figures[FIXED + 2 * FIRST + i] =
          sorted.stream().filter(packet -> millis(packet, since) < until).count();
    }
    return figures;
  }

  private static double octets(List<Tap.Packet> packets) {
    return packets.stream().mapToInt(Tap.Packet::octets).sum();
  }

  private static double millis(Tap.Packet packet, long since) {
    return (packet.nanos() - since) / 1e6;
  }
}
