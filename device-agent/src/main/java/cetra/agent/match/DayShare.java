package cetra.agent.match;

import cetra.agent.index.Clip;
import cetra.agent.index.ClipStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.UtcEstimate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cap on what one issuer may see of one vehicle: at most 5 % of what was recorded on a day
 * (UTC), whatever the number of its orders.
 */
final class DayShare {
  private static final double MOST = 0.05;

  private final ClipStore clips;
  private final TrackStore track;

  DayShare(ClipStore clips, TrackStore track) {
    this.clips = clips;
    this.track = track;
  }

  /** Whether an issuer would get more than its share, were it given these matches too. */
  boolean exceeded(String issuer, List<Match> matches) {
    return matches.stream()
        .map(match -> track.boot(match.boot()).map(utc -> day(utc, match)))
        .flatMap(Optional::stream)
        .distinct()
        .anyMatch(day -> exceeded(issuer, matches, day));
  }

  private boolean exceeded(String issuer, List<Match> matches, Instant day) {
    Instant end = day.plus(1, ChronoUnit.DAYS);
    List<Match> all = new ArrayList<>(matches);
    for (Clip clip : clips.of(issuer)) {
      all.add(new Match(clip.boot(), clip.fromNanos(), clip.toNanos()));
    }
    long given = 0;
    for (TrackStore.Boot boot : track.boots()) {
      Span ofDay = new Span(boot.utc().nanos(day), boot.utc().nanos(end));
      List<Span> spans =
          all.stream()
              .filter(match -> match.boot().equals(boot.boot()))
              .map(match -> new Span(match.fromNanos(), match.toNanos()).within(ofDay))
              .filter(span -> span.length() > 0)
              .toList();
      given += Span.merged(spans, 0).stream().mapToLong(Span::length).sum();
    }
    return given > MOST * track.recordedNanos(day, end);
  }

  private static Instant day(UtcEstimate utc, Match match) {
    return utc.at(match.fromNanos())
        .atOffset(ZoneOffset.UTC)
        .truncatedTo(ChronoUnit.DAYS)
        .toInstant();
  }
}
