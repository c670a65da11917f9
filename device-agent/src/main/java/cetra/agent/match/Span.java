package cetra.agent.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A half-open time of a boot, in monotonic nanoseconds.
 *
 * @param from the first instant inside
 * @param to the first instant after
 */
public record Span(long from, long to) {
  /** How long it is; not above zero when it is empty. */
  public long length() {
    return to - from;
  }

  /** What lies in another span too. */
  public Span within(Span other) {
    return new Span(Math.max(from, other.from), Math.min(to, other.to));
  }

  /** Spans in order, those joined that are not further apart than a time. */
  public static List<Span> merged(List<Span> spans, long apart) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
      if (!merged.isEmpty() && span.from() - merged.getLast().to() <= apart) {
        Span last = merged.removeLast();
        merged.add(new Span(last.from(), Math.max(last.to(), span.to())));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  /** What is left of this span without others. */
  public List<Span> without(List<Span> others) {
    List<Span> left = new ArrayList<>();
    long at = from;
    for (Span other : merged(others, 0)) {
      if (other.from() > at) {
        left.add(new Span(at, Math.min(to, other.from())));
      }
      at = Math.max(at, other.to());
    }
    left.add(new Span(at, to));
    return left.stream().filter(span -> span.length() > 0).toList();
  }

  /** This span in equal parts, none longer than a time. */
  List<Span> split(long longest) {
    long parts = Math.max(1, Math.ceilDiv(length(), longest));
    List<Span> split = new ArrayList<>();
    for (long i = 0; i < parts; i++) {
      split.add(new Span(from + length() * i / parts, from + length() * (i + 1) / parts));
    }
    return split;
  }
}
