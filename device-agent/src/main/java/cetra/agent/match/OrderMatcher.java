package cetra.agent.match;

import cetra.agent.index.TrackStore;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.order.Sight;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds in the index when this car saw an area. It searches the ways between fixes, not only the
 * fixes; widens the windows by the bound of each boot's clock; and answers nothing for a boot whose
 * time is not known. Safe for many threads.
 */
public final class OrderMatcher {
  /** What is added before and after, for context; never beyond the order's window. */
  static final long LEAD_NANOS = Duration.ofSeconds(5).toNanos();

  /** Matches closer than this become one. */
  private static final long MERGE_NANOS = 2 * LEAD_NANOS;

  /** Longer matches become several clips, so that each is soon uploaded. */
  static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

  private static final long LONGEST_STEP_NANOS = Sight.LONGEST_STEP.toNanos();

  private final TrackStore track;

  /** A matcher over a track. */
  public OrderMatcher(TrackStore track) {
    this.track = track;
  }

  /** All matches of an order, in the order of their boots and times. */
  public List<Match> search(VideoOrder order) {
    Sight sight = new Sight(order.area(), order.seen());
    List<Match> matches = new ArrayList<>();
    for (TrackStore.Boot boot : track.boots()) {
      List<Span> spans = new ArrayList<>();
      for (TimeWindow window : order.windows()) {
        List<Span> before = List.copyOf(spans); // windows may overlap; footage is given once
        search(sight, boot, window).forEach(span -> spans.addAll(span.without(before)));
      }
      for (Span span : spans) {
        span.split(LONGEST_NANOS)
            .forEach(clip -> matches.add(new Match(boot.boot(), clip.from(), clip.to())));
      }
    }
    return matches;
  }

  private List<Span> search(Sight sight, TrackStore.Boot boot, TimeWindow window) {
    long bound = Duration.ofMillis(boot.utc().boundMillis()).toNanos();
    Span wide =
        new Span(boot.utc().nanos(window.from()) - bound, boot.utc().nanos(window.to()) + bound);
    Map<String, List<TrackStore.Piece>> recordings =
        track.search(boot.boot(), sight.reach(), wide.from(), wide.to()).stream()
            .collect(
                Collectors.groupingBy(TrackStore.Piece::init, TreeMap::new, Collectors.toList()));
    List<Span> found = new ArrayList<>();
    for (List<TrackStore.Piece> pieces : recordings.values()) {
      List<Span> seen = new ArrayList<>();
      pieces.forEach(piece -> hits(sight, piece, wide, seen));
      for (Span span : Span.merged(seen, MERGE_NANOS)) {
        found.addAll(recorded(boot.boot(), pieces.getFirst().init(), span, wide));
      }
    }
    return found;
  }

  private static void hits(Sight sight, TrackStore.Piece piece, Span window, List<Span> seen) {
    List<TrackPoint> points = piece.points();
    for (int i = 0; i < points.size(); i++) {
      TrackPoint to = points.get(i);
      TrackPoint before = points.get(Math.max(0, i - 1));
      // nobody knows where the car was in a long silence: the fix stands for itself
      TrackPoint from = to.nanos() - before.nanos() > LONGEST_STEP_NANOS ? to : before;
      Span step = new Span(from.nanos(), to.nanos() + 1).within(window);
      if (step.length() > 0 && sight.between(from, to)) {
        seen.add(step);
      }
    }
  }

  /** What the ring holds of a span and its lead, without a break in the chain of segments. */
  private List<Span> recorded(String boot, String init, Span span, Span window) {
    Span wanted = new Span(span.from() - LEAD_NANOS, span.to() + LEAD_NANOS).within(window);
    List<Span> runs = new ArrayList<>();
    long last = -1;
    for (TrackStore.Piece piece : track.during(boot, wanted.from(), wanted.to())) {
      if (piece.init().equals(init)) {
        Span held = new Span(piece.fromNanos(), piece.toNanos()).within(wanted);
        boolean goesOn =
            piece.segment() == last + 1
                && !runs.isEmpty()
                && held.from() - runs.getLast().to() <= MERGE_NANOS;
        runs.add(goesOn ? new Span(runs.removeLast().from(), held.to()) : held);
        last = piece.segment();
      }
    }
    return runs;
  }
}
