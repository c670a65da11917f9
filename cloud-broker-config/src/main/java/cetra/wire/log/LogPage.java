package cetra.wire.log;

import cetra.wire.message.Version;
import java.util.List;

/**
 * A piece of the relay's order log, broadcast as it grows and read by devices that missed some.
 *
 * @param v version of the message, 1
 * @param from place of the first part in the log, from 0
 * @param size entries in the whole log
 * @param parts what follows there without a gap, at most {@link #MOST_PARTS}
 * @param checkpoint of the log up to the end of this page
 */
public record LogPage(
    int v, long from, long size, List<LogPart> parts, SignedCheckpoint checkpoint) {
  /** The most parts of one page. */
  public static final int MOST_PARTS = 512;

  /** Refuses other versions, places before the first and what is missing. */
  public LogPage {
    Version.require(v);
    if (from < 0 || parts == null || checkpoint == null) {
      throw new IllegalArgumentException("a page without its place, parts or checkpoint");
    }
    if (parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException(parts.size() + " parts; at most " + MOST_PARTS);
    }
    parts = List.copyOf(parts);
  }

  /** A page of this version. */
  public static LogPage of(long from, long size, List<LogPart> parts, SignedCheckpoint checkpoint) {
    return new LogPage(Version.SPOKEN, from, size, parts, checkpoint);
  }

  /** The place after the last part. */
  public long to() {
    return from + parts.stream().mapToLong(LogPart::size).sum();
  }
}
