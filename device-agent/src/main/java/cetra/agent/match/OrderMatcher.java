package cetra.agent.match;

import cetra.agent.index.TrackStore;
import cetra.wire.order.Scene;
import cetra.wire.order.Sight;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;

/**
 * Finds in the index when this car saw an area, and how sure that is. It searches the ways between
 * fixes, not only the fixes; widens area and windows by what position and clock may be off; and
 * answers nothing for a boot whose time is not known. Safe for many threads.
 */
public final class OrderMatcher {
  /** What is added before and after, for context; never beyond the order's window. */
  static final long LEAD_NANOS = Duration.ofSeconds(5).toNanos();

  /** Matches closer than this become one. */
  private static final long MERGE_NANOS = 2 * LEAD_NANOS;

  /** Longer matches become several clips, so that each is soon uploaded. */
  static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

  private final TrackStore track;
  private final View view;

  /** A matcher over a track, for the view of one camera. */
  public OrderMatcher(TrackStore track, View view) {
    this.track = track;
    this.view = view;
  }

  /** What it takes that this car's camera saw a scene. */
  Sight sight(Scene scene) {
    return new Sight(scene.area(), scene.seen(), view);
  }

  /** All that this car has of a scene. */
  public Answer search(Scene scene) {
    return search(scene, VideoOrder.EARLIEST, VideoOrder.LATEST);
  }

  /** What this car has of a scene between two instants. */
  public Answer search(Scene scene, Instant since, Instant until) {
    Sight sight = sight(scene);
    List<Match> matches = new ArrayList<>();
    long missing = 0;
    for (TrackStore.Boot boot : track.boots(scene.begins(), scene.ends())) {
      Span asked = new Span(boot.utc().nanos(since), boot.utc().nanos(until));
      List<Found> found = new ArrayList<>();
      for (TimeWindow window : scene.windows()) {
        found.addAll(found(sight, boot, window, asked));
      }
      matches.addAll(matches(boot.boot(), found));
      missing += found.stream().mapToLong(Found::missing).sum();
    }
    return new Answer(matches, Duration.ofNanos(missing));
  }

  /** Windows may overlap; footage is given once, for the window for which it is surest. */
  private static List<Match> matches(String boot, List<Found> found) {
    List<Match> matches = new ArrayList<>();
    List<Span> given = new ArrayList<>();
    found.sort(Comparator.comparing((Found one) -> one.passage().certainty()).reversed());
    for (Found one : found) {
      one.recorded().stream()
          .flatMap(run -> run.without(given).stream())
          .flatMap(span -> span.split(LONGEST_NANOS).stream())
          .forEach(span -> matches.add(one.match(boot, span)));
      given.addAll(one.recorded());
    }
    matches.sort(Comparator.comparingLong(Match::fromNanos));
    return matches;
  }

  /** A passage, and the runs of footage that the ring has of it and its lead. */
  private record Found(Passages.Passage passage, Span asked, List<Span> recorded) {
    Match match(String boot, Span span) {
      return new Match(boot, span.from(), span.to(), passage.certainty());
    }

    long missing() {
      Span seen = passage.span().within(asked);
      return seen.without(recorded).stream().mapToLong(Span::length).sum();
    }
  }

  private List<Found> found(Sight sight, TrackStore.Boot boot, TimeWindow window, Span asked) {
    List<Found> found = new ArrayList<>();
    passages(sight, boot, window)
        .forEach(
            (init, passages) -> {
              Span most = passages.wide().within(asked);
              for (Passages.Passage passage : passages.joined(MERGE_NANOS)) {
                List<Span> runs = recorded(boot.boot(), init, passage.span(), most);
                found.add(new Found(passage, most, runs));
              }
            });
    return found;
  }

  /** The passages in a window, by the init segment with which they can be clips. */
  private Map<String, Passages> passages(Sight sight, TrackStore.Boot boot, TimeWindow window) {
    Span nominal = new Span(boot.utc().nanos(window.from()), boot.utc().nanos(window.to()));
    long bound = Duration.ofMillis(boot.utc().boundMillis()).toNanos();
    Map<String, Passages> recordings = new TreeMap<>();
    for (Envelope place : sight.reach()) {
      for (TrackStore.Piece piece :
          track.search(boot.boot(), place, nominal.from() - bound, nominal.to() + bound)) {
        recordings
            .computeIfAbsent(piece.footage().init(), init -> new Passages(sight, nominal, bound))
            .add(piece.run(), () -> track.points(piece.footage()));
      }
    }
    return recordings;
  }

  /** What the ring holds of a span and its lead, without a break in the chain of segments. */
  private List<Span> recorded(String boot, String init, Span span, Span most) {
    Span wanted = new Span(span.from() - LEAD_NANOS, span.to() + LEAD_NANOS).within(most);
    List<Span> runs = new ArrayList<>();
    long last = -1;
    for (TrackStore.Footage footage : track.during(boot, wanted.from(), wanted.to())) {
      if (footage.init().equals(init)) {
        Span held = new Span(footage.fromNanos(), footage.toNanos()).within(wanted);
        boolean goesOn =
            footage.segment() == last + 1
                && !runs.isEmpty()
                && held.from() - runs.getLast().to() <= MERGE_NANOS;
        runs.add(goesOn ? new Span(runs.removeLast().from(), held.to()) : held);
        last = footage.segment();
      }
    }
    return runs;
  }
}
