package cetra.relay.verify;

import cetra.wire.evidence.EvidenceFault;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.order.Certainty;
import cetra.wire.order.Sight;
import cetra.wire.order.Step;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether an authentic clip shows what was ordered: inside a window, at the place. */
final class OrderedScene {
  /** A clip is cut at fragments and key frames, so it may reach this much over a window. */
  private static final Duration EXCESS = Duration.ofSeconds(5);

  /** A device whose clock may be further off proves no time. */
  private static final Duration WORST_BOUND = Duration.ofMinutes(2);

  private final VideoOrder order;
  private final Sight sight;

  OrderedScene(VideoOrder order) {
    this.order = order;
    this.sight = new Sight(order.area(), order.seen(), View.WIDEST);
  }

  /** What is wrong with the clip as an answer to the order; empty when nothing is. */
  Optional<EvidenceVerdict.Rejected> fault(Manifest manifest, List<TrackPoint> track) {
    Duration bound = Duration.ofMillis(manifest.time().boundMillis());
    if (bound.isNegative() || bound.compareTo(WORST_BOUND) > 0) {
      return rejected(
          EvidenceFault.TIME, "its clock may be " + bound + " off; at most " + WORST_BOUND);
    }
    List<TimeWindow> holding =
        order.windows().stream()
            .map(window -> widened(window, bound.plus(EXCESS)))
            .filter(window -> holds(window, manifest))
            .toList();
    if (holding.isEmpty()) {
      return rejected(
          EvidenceFault.ORDER,
          "from " + manifest.from() + " to " + manifest.to() + " is in no window of the order");
    }
    if (holding.stream().noneMatch(window -> seen(track, manifest, window))) {
      return rejected(EvidenceFault.ORDER, "none of its fixes saw the area of the order");
    }
    return Optional.empty();
  }

  /** What a device calls possible is enough: the relay does not judge better than the car. */
  private boolean seen(List<TrackPoint> track, Manifest manifest, TimeWindow window) {
    long from = nanos(manifest, window.from());
    long to = nanos(manifest, window.to());
    return Step.of(track).stream()
        .flatMap(step -> step.within(from, to).stream())
        .anyMatch(step -> sight.on(step) != Certainty.NONE);
  }

  private static long nanos(Manifest manifest, Instant instant) {
    return Duration.between(manifest.time().zero(), instant).toNanos();
  }

  private static TimeWindow widened(TimeWindow window, Duration by) {
    return new TimeWindow(window.from().minus(by), window.to().plus(by));
  }

  private static boolean holds(TimeWindow window, Manifest manifest) {
    return !manifest.from().isBefore(window.from()) && !manifest.to().isAfter(window.to());
  }

  private static Optional<EvidenceVerdict.Rejected> rejected(EvidenceFault fault, String detail) {
    return Optional.of(new EvidenceVerdict.Rejected(fault, OptionalInt.empty(), detail));
  }
}
