package cetra.tools.powercut;

import cetra.agent.record.SegmentName;
import java.util.ArrayList;
import java.util.List;

/**
 * What a subject said. All times {@code at} are of {@link System#nanoTime()}, which all processes
 * of a Linux machine share. Safe for many threads.
 */
final class Transcript {
  /** How far behind its camera a recorder may be that has caught up. */
  private static final long LIVE_NANOS = 400_000_000L;

  /** A fragment that is safe. */
  record Recorded(SegmentName segment, int fragment, long toNanos, long at) {
    String line() {
      return "recorded %d %s %d %d %d"
          .formatted(segment.segment(), segment.boot(), fragment, toNanos, at);
    }
  }

  /** A row of the index that is safe. */
  record Indexed(long segment, long at) {
    String line() {
      return "indexed %d %d".formatted(segment, at);
    }
  }

  private final List<Recorded> recorded = new ArrayList<>();
  private final List<Indexed> indexed = new ArrayList<>();
  private long zero;
  private long liveSince = Long.MAX_VALUE;

  /** Says at which nanosecond the subject's board was switched on. */
  static String zero(long nanos) {
    return "zero " + nanos;
  }

  /** Takes a line; others than the subject's own are refused. */
  synchronized void hear(String line) {
    String[] word = line.split(" ", -1);
    switch (word[0]) {
      case "zero" -> zero = Long.parseLong(word[1]);
      case "recorded" ->
          hear(
              new Recorded(
                  new SegmentName(Long.parseLong(word[1]), word[2]),
                  Integer.parseInt(word[3]),
                  Long.parseLong(word[4]),
                  Long.parseLong(word[5])));
      case "indexed" -> indexed.add(new Indexed(Long.parseLong(word[1]), Long.parseLong(word[2])));
      default -> throw new IllegalArgumentException("the subject said '" + line + "'");
    }
  }

  private void hear(Recorded fragment) {
    recorded.add(fragment);
    if (liveSince == Long.MAX_VALUE && fragment.at() - zero - fragment.toNanos() < LIVE_NANOS) {
      liveSince = fragment.at();
    }
  }

  synchronized List<Recorded> recorded() {
    return List.copyOf(recorded);
  }

  synchronized List<Indexed> indexed() {
    return List.copyOf(indexed);
  }

  /** Whether the recorder has caught up with its camera. */
  synchronized boolean live() {
    return liveSince != Long.MAX_VALUE;
  }

  /** Whether it had by an instant. */
  synchronized boolean liveAt(long at) {
    return live() && at - liveSince >= 0;
  }

  /** The camera's time at an instant, on the subject's board clock. */
  synchronized long cameraNanos(long at) {
    return at - zero;
  }
}
