package cetra.agent.match;

import cetra.wire.evidence.TrackPoint;
import cetra.wire.order.Certainty;
import cetra.wire.order.Run;
import cetra.wire.order.Sight;
import cetra.wire.order.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The times of one recording of a boot in which an area was seen in a window. */
final class Passages {
  /**
   * One passage.
   *
   * @param span when
   * @param certainty of its surest step
   */
  record Passage(Span span, Certainty certainty) {}

  private final Sight sight;
  private final Span window;
  private final long bound;
  private final List<Passage> steps = new ArrayList<>();

  /**
   * An empty list.
   *
   * @param window by the boot's estimate of UTC
   * @param bound how far that can be off, in nanoseconds
   */
  Passages(Sight sight, Span window, long bound) {
    this.sight = sight;
    this.window = window;
    this.bound = bound;
  }

  /** The window in which the car possibly was in the ordered one. */
  Span wide() {
    return new Span(window.from() - bound, window.to() + bound);
  }

  /**
   * Adds what was seen of a piece of the track.
   *
   * @param run what is known of it
   * @param points its fixes, which are only asked for when that does not tell
   */
  void add(Run run, Supplier<List<TrackPoint>> points) {
    Optional<Certainty> all = onAll(run);
    if (all.isPresent()) {
      keep(run.fromNanos(), run.toNanos(), all.get());
    } else {
      halve(Step.of(points.get()));
    }
  }

  private void add(List<Step> steps) {
    Run run = Run.of(steps);
    Optional<Certainty> all = steps.size() == 1 ? Optional.empty() : onAll(run);
    if (all.isPresent()) {
      keep(run.fromNanos(), run.toNanos(), all.get());
    } else {
      halve(steps);
    }
  }

  private void halve(List<Step> steps) {
    if (steps.size() == 1) {
      Step step = steps.getFirst();
      keep(step.from().nanos(), step.to().nanos(), judge(step));
    } else {
      add(steps.subList(0, steps.size() / 2));
      add(steps.subList(steps.size() / 2, steps.size()));
    }
  }

  private Optional<Certainty> onAll(Run run) {
    boolean within =
        run.fromNanos() >= window.from() + bound && run.toNanos() < window.to() - bound;
    return sight.onAll(run).filter(all -> within || all == Certainty.NONE);
  }

  private void keep(long fromNanos, long toNanos, Certainty certainty) {
    if (certainty != Certainty.NONE) {
      steps.add(new Passage(new Span(fromNanos, toNanos + 1).within(wide()), certainty));
    }
  }

  /**
   * The passages, those joined that are not further apart than a time. What is only possible close
   * to a surer passage is its approach, and no passage of its own.
   */
  List<Passage> joined(long apart) {
    List<Passage> sure = joined(Certainty.LIKELY, Certainty.CERTAIN, apart);
    List<Passage> joined = new ArrayList<>(sure);
    for (Passage doubtful : joined(Certainty.POSSIBLE, Certainty.POSSIBLE, apart)) {
      Span around = new Span(doubtful.span().from() - apart, doubtful.span().to() + apart);
      if (sure.stream().noneMatch(passage -> passage.span().within(around).length() > 0)) {
        joined.add(doubtful);
      }
    }
    return joined;
  }

  private List<Passage> joined(Certainty least, Certainty most, long apart) {
    List<Passage> chosen =
        steps.stream()
            .filter(step -> step.certainty().isAtLeast(least) && most.isAtLeast(step.certainty()))
            .toList();
    return Span.merged(chosen.stream().map(Passage::span).toList(), apart).stream()
        .map(span -> new Passage(span, surest(chosen, span)))
        .toList();
  }

  private static Certainty surest(List<Passage> steps, Span span) {
    return steps.stream()
        .filter(step -> step.span().within(span).length() > 0)
        .map(Passage::certainty)
        .reduce(Certainty.NONE, Certainty::or);
  }

  /** A clock that may be off makes the edges of a window doubtful. */
  private Certainty judge(Step step) {
    Certainty surely = on(step, new Span(window.from() + bound, window.to() - bound));
    if (surely == Certainty.CERTAIN || isWithin(step, window.from() + bound, window.to() - bound)) {
      return surely;
    }
    return surely
        .or(on(step, window).atMost(Certainty.LIKELY))
        .or(on(step, wide()).atMost(Certainty.POSSIBLE));
  }

  private static boolean isWithin(Step step, long from, long to) {
    return step.from().nanos() >= from && step.to().nanos() < to;
  }

  private Certainty on(Step step, Span time) {
    return step.within(time.from(), time.to()).map(sight::on).orElse(Certainty.NONE);
  }
}
