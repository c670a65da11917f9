package cetra.wire.message;

import java.util.List;

/**
 * A piece of the order log, for a device that missed entries.
 *
 * @param v version of the message, 1
 * @param size entries in the whole log
 * @param entries those asked for, in order, at most {@link #MOST_ENTRIES}
 */
public record LogPage(int v, long size, List<LogEntry> entries) {
  /** The most entries of one page. */
  public static final int MOST_ENTRIES = 100;

  /** Refuses other versions. */
  public LogPage {
    Version.require(v);
    entries = List.copyOf(entries);
  }

  /** A page of this version. */
  public static LogPage of(long size, List<LogEntry> entries) {
    return new LogPage(Version.SPOKEN, size, entries);
  }
}
