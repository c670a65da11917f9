package cetra.relay.schedule;

import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an order asks for, in pieces of five seconds: the first view of each is worth most, each
 * further one less. Offers do not say what they show, only when.
 */
final class OrderedScene {
  private static final long PIECE_MILLIS = 5000;

  /** An offer may claim a week; what it shows beyond an hour changes nothing. */
  private static final long MOST_MILLIS = 3_600_000;

  /** A clip that only touches the windows shows a little. */
  private static final double LEAST_QUALITY = 0.1;

  private final List<TimeWindow> windows;
  private final Map<Long, Integer> views = new HashMap<>();

  /**
   * The scene of an order.
   *
   * @param taken clips that have come, or are under way
   */
  OrderedScene(VideoOrder order, List<OfferedClip> taken) {
    this.windows = order.windows();
    for (OfferedClip clip : taken) {
      shown(clip).keySet().forEach(piece -> views.merge(piece, 1, Integer::sum));
    }
  }

  /** The pieces that a clip shows, by when they begin, and what part of each. */
  Map<Long, Double> shown(OfferedClip clip) {
    Map<Long, Double> shown = new TreeMap<>();
    for (TimeWindow window : windows) {
      long begin = window.from().toEpochMilli();
      long from = Math.max(clip.from().toEpochMilli(), begin);
      long to = Math.min(clip.to().toEpochMilli(), window.to().toEpochMilli());
      to = Math.min(to, from + MOST_MILLIS);
      for (long at = from; at < to; ) {
        long piece = at - (at - begin) % PIECE_MILLIS;
        long end = Math.min(to, piece + PIECE_MILLIS);
        shown.merge(piece, (end - at) / (double) PIECE_MILLIS, Double::sum);
        at = end;
      }
    }
    if (shown.isEmpty()) {
      shown.put(clip.from().toEpochMilli(), LEAST_QUALITY);
    }
    return shown;
  }

  /** What a view of a piece is worth beside those there are. */
  double worth(long piece) {
    return 1.0 / (1 + views.getOrDefault(piece, 0));
  }

  /** Why a clip is wanted, in a sentence. */
  String reason(OfferedClip clip) {
    Map<Long, Double> shown = shown(clip);
    double fresh =
        shown.entrySet().stream()
            .filter(part -> !views.containsKey(part.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    double all = shown.values().stream().mapToDouble(Double::doubleValue).sum();
    return fresh > 0
        ? "shows %.0f s that no other clip shows".formatted(seconds(fresh))
        : "another view of %.0f s".formatted(seconds(all));
  }

  private static double seconds(double pieces) {
    return pieces * PIECE_MILLIS / 1000;
  }
}
