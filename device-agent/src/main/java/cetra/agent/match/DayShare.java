package cetra.agent.match;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.UtcEstimate;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cap on what one issuer may see of one vehicle: at most 5 % of what was recorded on a day
 * (UTC), whatever the number of its orders.
 */
public final class DayShare {
  private static final double MOST = 0.05;

  private final ClipStore clips;
  private final TrackStore track;

  /** A share over what was recorded, and what was given of it. */
  public DayShare(ClipStore clips, TrackStore track) {
    this.clips = clips;
    this.track = track;
  }

  /**
   * Whether an order's issuer would get more than its share, were it given these matches too; where
   * a life depends on it there is none.
   */
  boolean exceeded(VideoOrder order, List<Match> matches) {
    return order.urgency() != Urgency.LIFE && exceeded(order.issuer(), matches);
  }

  /** What is wrong with an order that exceeds it. */
  String excess(VideoOrder order) {
    return order.issuer() + " would see more than 5 % of this vehicle's day";
  }

  private boolean exceeded(String issuer, List<Match> matches) {
    return matches.stream()
        .flatMap(match -> track.boot(match.boot()).stream().flatMap(utc -> days(utc, match)))
        .distinct()
        .anyMatch(day -> exceeded(issuer, matches, day));
  }

  private boolean exceeded(String issuer, List<Match> matches, Instant day) {
    Instant end = day.plus(1, ChronoUnit.DAYS);
    List<Clip> before = clips.of(issuer);
    long given = 0;
    for (TrackStore.Boot boot : track.boots(day, end)) {
      Span ofDay = new Span(boot.utc().nanos(day), boot.utc().nanos(end));
      Stream<Span> old =
          before.stream()
              .filter(clip -> clip.boot().equals(boot.boot()))
              .map(clip -> new Span(clip.fromNanos(), clip.toNanos()));
      Stream<Span> more =
          matches.stream()
              .filter(match -> match.boot().equals(boot.boot()))
              .map(match -> new Span(match.fromNanos(), match.toNanos()));
      List<Span> all =
          Stream.concat(old, more)
              .map(span -> span.within(ofDay))
              .filter(span -> span.length() > 0)
              .toList();
      given += Span.merged(all, 0).stream().mapToLong(Span::length).sum();
    }
    return given > MOST * track.recordedNanos(day, end);
  }

  /** A match around midnight is of both days. */
  private static Stream<Instant> days(UtcEstimate utc, Match match) {
    return Stream.of(match.fromNanos(), match.toNanos())
        .map(nanos -> utc.at(nanos).truncatedTo(ChronoUnit.DAYS));
  }
}
