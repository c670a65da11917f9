package cetra.agent.consent;

import cetra.agent.index.TrackStore;
import cetra.agent.match.Span;
import cetra.agent.record.TrackFeed;
import cetra.wire.evidence.TrackPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private static final long SLICE_NANOS = Duration.ofMinutes(10).toNanos();
  private static final long EVER = Long.MIN_VALUE / 2;

  private final TrackStore track;
  private final List<PrivacyZone> zones;

  PrivateTime(TrackStore track, List<PrivacyZone> zones) {
    this.track = track;
    this.zones = zones;
  }

  /** The parts of a boot's time that may be handed over. */
  List<Span> publicParts(String boot, Span wanted) {
    Optional<TrackStore.Footage> trip = track.extent(boot);
    if (trip.isEmpty()) {
      return List.of(); // nobody knows where it was
    }
    List<Span> closed = new ArrayList<>();
    closed.add(new Span(EVER, left(trip.get(), true) + AFTER_NANOS));
    closed.add(new Span(left(trip.get(), false) - BEFORE_NANOS, -EVER));
    List<TrackPoint> way =
        track.fixes(boot, wanted.from() - AFTER_NANOS, wanted.to() + BEFORE_NANOS);
    for (int i = 1; i < way.size(); i++) {
      if (closes(way.get(i - 1), way.get(i))) {
        closed.add(
            new Span(way.get(i - 1).nanos() - BEFORE_NANOS, way.get(i).nanos() + AFTER_NANOS));
      }
    }
    return wanted.without(closed);
  }

  private boolean closes(TrackPoint from, TrackPoint to) {
    return (!zones.isEmpty() && to.nanos() - from.nanos() > SILENCE_NANOS)
        || zones.stream().anyMatch(zone -> zone.touches(from, to));
  }

  /**
   * When a trip has left the surroundings of its first fix, or of its last one looking backwards;
   * its other end when it never does. A slice of it at a time, for a trip may be long.
   */
  private long left(TrackStore.Footage trip, boolean forwards) {
    TrackPoint start = null;
    long slices = Math.ceilDiv(trip.toNanos() - trip.fromNanos(), SLICE_NANOS);
    for (long i = 0; i < slices; i++) {
      long from = trip.fromNanos() + (forwards ? i : slices - 1 - i) * SLICE_NANOS;
      List<TrackPoint> way = track.fixes(trip.boot(), from, from + SLICE_NANOS);
      for (TrackPoint point : forwards ? way : way.reversed()) {
        if (!point.has(TrackPoint.IMPLAUSIBLE)) {
          start = start == null ? point : start;
          if (metres(start, point) > TRIP_END_METRES) {
            return point.nanos();
          }
        }
      }
    }
    return forwards ? trip.toNanos() : trip.fromNanos();
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
