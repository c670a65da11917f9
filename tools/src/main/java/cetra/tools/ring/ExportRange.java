package cetra.tools.ring;

import cetra.agent.record.SegmentOutline;
import cetra.agent.record.UtcEstimate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is to be exported: a time, or some segments. */
sealed interface ExportRange {
  /**
   * A part of one segment.
   *
   * @param fromNanos monotonic time at which it begins; the smallest number for its beginning
   * @param toNanos monotonic time at which it ends; the largest number for its end
   */
  record Part(long fromNanos, long toNanos) {
    static final Part ALL = new Part(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
  }

  /** Which part of a segment it takes; empty where none. */
  Optional<Part> part(Card card, SegmentOutline segment);

  /** A time. */
  record Time(Instant from, Instant to) implements ExportRange {
    /** Refuses a time that ends before it begins. */
    public Time {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("--from " + from + " is not before --to " + to);
      }
    }

    @Override
    public Optional<Part> part(Card card, SegmentOutline segment) {
      Optional<UtcEstimate> utc = card.time(segment);
      boolean touches =
          utc.isPresent()
              && utc.get().at(segment.toNanos()).isAfter(from)
              && utc.get().at(segment.fromNanos()).isBefore(to);
      return touches
          ? Optional.of(new Part(utc.get().nanos(from), utc.get().nanos(to)))
          : Optional.empty();
    }
  }

  /** Segments by their numbers. */
  record Segments(long first, long last) implements ExportRange {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,10})(?:\\.\\.(\\d{1,10}))?");

    static Segments parse(String text) {
      Matcher match = NUMBERS.matcher(text);
      if (!match.matches()) {
        throw new IllegalArgumentException("--segment '" + text + "' is not N or N..M");
      }
      long first = Long.parseLong(match.group(1));
      long last = match.group(2) == null ? first : Long.parseLong(match.group(2));
      if (last < first) {
        throw new IllegalArgumentException("--segment " + text + " ends before it begins");
      }
      return new Segments(first, last);
    }

    @Override
    public Optional<Part> part(Card card, SegmentOutline segment) {
      return segment.number() >= first && segment.number() <= last
          ? Optional.of(Part.ALL)
          : Optional.empty();
    }
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException when they do not say one range
   */
  static ExportRange of(@Nullable String from, @Nullable String to, @Nullable String segments) {
    if (segments != null && from == null && to == null) {
      return Segments.parse(segments);
    }
    if (segments == null && from != null && to != null) {
      return new Time(instant("--from", from), instant("--to", to));
    }
    throw new IllegalArgumentException("give --from with --to, or --segment N..M");
  }

  private static Instant instant(String option, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "%s '%s' is no instant with a zone, such as 2026-11-22T20:54:00+09:00"
              .formatted(option, text),
          e);
    }
  }
}
