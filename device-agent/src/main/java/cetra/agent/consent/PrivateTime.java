package cetra.agent.consent;

import cetra.agent.index.TrackStore;
import cetra.agent.match.Span;
import cetra.wire.evidence.TrackPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * The times that are never handed over, whatever policy or owner say: those in a privacy zone, and
 * the first and last 100 metres of the trip.
 *
 * <p>A boot is a trip. Where the receiver was silent the time next to a private one is private too,
 * for nobody knows where the car was.
 */
final class PrivateTime {
  private static final double TRIP_END_METRES = 100;

  /** Clips are cut at key frames, so a zone is left a little earlier and entered a little later. */
  private static final long MARGIN_NANOS = Duration.ofSeconds(3).toNanos();

  private final TrackStore track;
  private final List<PrivacyZone> zones;

  PrivateTime(TrackStore track, List<PrivacyZone> zones) {
    this.track = track;
    this.zones = zones;
  }

  /** The parts of a boot's time that may be handed over. */
  List<Span> publicParts(String boot, Span wanted) {
    List<TrackPoint> trip =
        track.during(boot, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2).stream()
            .flatMap(piece -> piece.points().stream())
            .toList();
    List<Span> closed = new ArrayList<>();
    for (int i = 0; i < trip.size(); i++) {
      if (zones.stream().anyMatch(inZone(trip.get(i)))) {
        closed.add(around(trip, i));
      }
    }
    if (!trip.isEmpty()) {
      closed.add(new Span(Long.MIN_VALUE / 2, leaves(trip) + MARGIN_NANOS));
      closed.add(new Span(leaves(trip.reversed()) - MARGIN_NANOS, Long.MAX_VALUE / 2));
    }
    return trip.isEmpty() ? List.of() : wanted.without(closed);
  }

  private static Predicate<PrivacyZone> inZone(TrackPoint point) {
    return zone -> zone.holds(point);
  }

  private static Span around(List<TrackPoint> trip, int at) {
    long from = trip.get(Math.max(0, at - 1)).nanos();
    long to = trip.get(Math.min(trip.size() - 1, at + 1)).nanos();
    return new Span(from - MARGIN_NANOS, to + MARGIN_NANOS);
  }

  /** When a trip has left the surroundings of its first fix; its last fix when it never does. */
  private static long leaves(List<TrackPoint> trip) {
    TrackPoint start = trip.getFirst();
    return trip.stream()
        .filter(point -> metres(start, point) > TRIP_END_METRES)
        .findFirst()
        .orElse(trip.getLast())
        .nanos();
  }

  private static double metres(TrackPoint one, TrackPoint other) {
    return Geodesic.WGS84.Inverse(
            one.latitude(),
            one.longitude(),
            other.latitude(),
            other.longitude(),
            GeodesicMask.DISTANCE)
        .s12;
  }
}
