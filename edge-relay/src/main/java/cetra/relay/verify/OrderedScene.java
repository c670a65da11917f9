package cetra.relay.verify;

import cetra.wire.evidence.EvidenceFault;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.order.Sight;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.VideoOrder;
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
    this.sight = new Sight(order.area(), order.seen());
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

  private boolean seen(List<TrackPoint> track, Manifest manifest, TimeWindow window) {
    TrackPoint before = null;
    for (TrackPoint fix : track) {
      Instant at = manifest.time().zero().plusNanos(fix.nanos());
      boolean inside = !at.isBefore(window.from()) && at.isBefore(window.to());
      if (inside && (sight.at(fix) || (before != null && sight.between(before, fix)))) {
        return true;
      }
      before = inside ? fix : null;
    }
    return false;
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
