package cetra.tools.ring;

import cetra.agent.record.RingGap;
import cetra.agent.record.SegmentOutline;
import cetra.agent.record.UtcEstimate;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ring ls} says, for machines.
 *
 * @param ring the folder
 * @param segments one line each
 * @param bytes octets of all
 * @param hours recorded
 * @param boots how many runs of the recorder
 * @param from the first instant; absent where no time is known
 * @param to the end of the last; absent with it
 * @param boundMillis how far the times can be off at most; absent with them
 * @param gaps what is missing between segments
 * @param holds where they come from, or why they are unknown
 * @param strangers files in the folder that are no segments
 */
record RingListing(
    String ring,
    List<Line> segments,
    long bytes,
    double hours,
    long boots,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Long boundMillis,
    List<RingGap> gaps,
    String holds,
    List<String> strangers) {
  /**
   * One segment.
   *
   * @param begins its first instant; absent where the time of its boot is not known
   * @param boundMillis how far that can be off; absent with it
   * @param fromNanos monotonic time of its first picture
   * @param heldBy why it must not be overwritten; absent where that is unknown
   * @param damage what is wrong with its end; absent where nothing is
   */
  record Line(
      long segment,
      String boot,
      @Nullable Instant begins,
      @Nullable Long boundMillis,
      long fromNanos,
      double seconds,
      long bytes,
      int fragments,
      boolean recovered,
      boolean torn,
      @Nullable List<String> heldBy,
      @Nullable String damage) {
    static Line of(Card card, SegmentOutline segment) {
      return new Line(
          segment.number(),
          segment.name().boot(),
          card.at(segment, segment.fromNanos()).orElse(null),
          card.time(segment).map(UtcEstimate::boundMillis).orElse(null),
          segment.fromNanos(),
          (segment.toNanos() - segment.fromNanos()) / 1e9,
          segment.bytes(),
          segment.fragments(),
          segment.recovered(),
          segment.torn(),
          card.holds().isPresent() ? card.heldBy(segment) : null,
          segment.damaged() ? segment.fault() : null);
    }
  }

  static RingListing of(Card card) throws IOException {
    List<Line> lines = card.segments().stream().map(line -> Line.of(card, line)).toList();
    return new RingListing(
        card.ring().path().toString(),
        lines,
        lines.stream().mapToLong(Line::bytes).sum(),
        lines.stream().mapToDouble(Line::seconds).sum() / 3600,
        lines.stream().map(Line::boot).distinct().count(),
        instants(card, false).min(Instant::compareTo).orElse(null),
        instants(card, true).max(Instant::compareTo).orElse(null),
        card.times().values().stream()
            .map(UtcEstimate::boundMillis)
            .max(Long::compare)
            .orElse(null),
        card.gaps(),
        card.index(),
        card.ring().strangers());
  }

  private static Stream<Instant> instants(Card card, boolean end) {
    return card.segments().stream()
        .map(segment -> card.at(segment, end ? segment.toNanos() : segment.fromNanos()))
        .flatMap(Optional::stream);
  }
}
