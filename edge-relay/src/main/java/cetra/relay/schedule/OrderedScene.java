package cetra.relay.schedule;

import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an order asks for, as elements of a plan: pieces of five seconds, of which the first view is
 * worth most, each further one less. Offers do not say what they show, only when.
 */
final class OrderedScene {
  private static final long PIECE_MILLIS = 5000;

  /** An offer may claim a week; what it shows beyond an hour changes nothing. */
  private static final long MOST_MILLIS = 3_600_000;

  /** A clip that only touches the windows shows a little, and however little is a view. */
  private static final double LEAST_QUALITY = 0.1;

  /** What part a second view is worth. */
  private static final double FURTHER = 0.5;

  /** What part of all that it shows a clip is worth that goes ahead of it. */
  private static final double AHEAD = 0.3;

  private final List<TimeWindow> windows;
  private final UploadPlan plan;
  private final int scene;
  private final int previews;
  private final int promised;
  private final Map<Long, Integer> elements = new HashMap<>();
  private final Set<Long> seen = new HashSet<>();

  OrderedScene(VideoOrder order, UploadPlan plan) {
    this.windows = order.windows();
    this.plan = plan;
    this.scene = plan.scene(new double[1]); // nothing is worth nothing; it bears the scene's number
    this.previews = plan.scene(new double[1]);
    this.promised = plan.scene(new double[1]);
  }

  /** Its number in the plan. */
  int number() {
    return scene;
  }

  /** The number under which clips are counted that go ahead of others. */
  int previews() {
    return previews;
  }

  /** The number under which clips are counted of which a preview is here or on its way. */
  int promised() {
    return promised;
  }

  /** The element of a piece. */
  int element(long piece) {
    return elements.computeIfAbsent(piece, added -> plan.element(scene, 1, FURTHER));
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
    shown.replaceAll((piece, part) -> Math.max(part, LEAST_QUALITY));
    return shown;
  }

  /** How well a clip shows a part of a piece. */
  float quality(OfferedClip clip, double part) {
    return (float) (clip.ahead() ? part * AHEAD : part);
  }

  /** What a clip shows is on its way. */
  void sees(OfferedClip clip) {
    if (!clip.ahead()) {
      seen.addAll(shown(clip).keySet());
    }
  }

  /** Why a clip is wanted, in a sentence. */
  String reason(OfferedClip clip) {
    Map<Long, Double> shown = shown(clip);
    double fresh =
        shown.entrySet().stream()
            .filter(part -> !seen.contains(part.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    double all = shown.values().stream().mapToDouble(Double::doubleValue).sum();
    String what =
        fresh > 0
            ? "shows %.0f s that no other clip shows".formatted(seconds(fresh))
            : "another view of %.0f s".formatted(seconds(all));
    return clip.ahead() ? "goes ahead as a preview; " + what : what;
  }

  private static double seconds(double pieces) {
    return pieces * PIECE_MILLIS / 1000;
  }
}
