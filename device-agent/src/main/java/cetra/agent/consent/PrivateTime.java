package cetra.agent.consent;

import cetra.agent.index.TrackStore;
import cetra.agent.match.Span;
import cetra.agent.record.TrackFeed;
import cetra.wire.evidence.TrackPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * The times that are never handed over, whatever policy or owner say: those in a privacy zone, and
 * the first and last 100 metres of the trip.
 *
 * <p>A boot is a trip. Between two fixes the car is taken to have driven straight; with zones a
 * longer silence of the receiver is private, for nobody knows where the car was.
 */
public final class PrivateTime {
  private static final double TRIP_END_METRES = 100;

  /** How long before its time a clip may begin: clips are cut at key frames. */
  public static final Duration LEAD = Duration.ofSeconds(3);

  /** A clip's last fragment reaches half a second further, and a receiver lags behind the car. */
  private static final long BEFORE_NANOS = LEAD.toNanos();

  /** A clip's first fragment may begin earlier, and hold fixes from earlier still. */
  private static final long AFTER_NANOS = LEAD.plus(TrackFeed.LATENCY).toNanos();

  /** With this between two fixes a car can have been anywhere. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

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
            .sorted(Comparator.comparingLong(TrackPoint::nanos))
            .toList();
    List<Span> closed = new ArrayList<>();
    for (int i = 1; i < trip.size(); i++) {
      if (closes(trip.get(i - 1), trip.get(i))) {
        closed.add(
            new Span(trip.get(i - 1).nanos() - BEFORE_NANOS, trip.get(i).nanos() + AFTER_NANOS));
      }
    }
    if (!trip.isEmpty()) {
      closed.add(new Span(Long.MIN_VALUE / 2, leaves(trip) + AFTER_NANOS));
      closed.add(new Span(leaves(trip.reversed()) - BEFORE_NANOS, Long.MAX_VALUE / 2));
    }
    return trip.isEmpty() ? List.of() : wanted.without(closed);
  }

  private boolean closes(TrackPoint from, TrackPoint to) {
    return (!zones.isEmpty() && to.nanos() - from.nanos() > SILENCE_NANOS)
        || zones.stream().anyMatch(zone -> zone.touches(from, to));
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
