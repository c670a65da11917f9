package cetra.agent.index;

import cetra.wire.store.Database;
import java.time.Instant;
import java.util.Set;
import org.tinylog.Logger;

/**
 * What must not be overwritten, and what gives way where that is too much of the ring: the oldest
 * blow first, then what the driver kept longest ago, then the clips of the oldest order that the
 * relay has not granted. What is granted and what the newest order asks for stay.
 */
public final class HeldShare {
  /** No segment is longer; with it the index on times finds the few that can be meant. */
  private static final long LONGEST_SEGMENT_NANOS = 60_000_000_000L;

  private static final String HELD =
      " FROM held h CROSS JOIN segment s ON s.boot = h.boot AND s.from_nanos < h.to_nanos"
          + " AND s.to_nanos > h.from_nanos AND s.from_nanos > h.from_nanos - "
          + LONGEST_SEGMENT_NANOS;

  private final Database database;
  private final ClipStore clips;
  private final HoldStore holds;

  /** A share of a database opened by {@link ClipIndex#open}. */
  public HeldShare(Database database) {
    this.database = database;
    this.clips = new ClipStore(database);
    this.holds = new HoldStore(database);
  }

  /** The segments that must not go. */
  public Set<Long> segments() {
    return Set.copyOf(database.list("SELECT DISTINCT s.segment" + HELD, row -> row.getLong(1)));
  }

  /** Lets go of the least until so many octets at most are held. */
  void relieve(long mostBytes, Instant now) {
    while (bytes() > mostBytes && (holds.giveWay() || clips.giveWay(now))) {
      Logger.warn("held footage takes too much of the ring; the least of it is let go");
    }
  }

  private long bytes() {
    return database.number(
        "SELECT sum(bytes) FROM (SELECT DISTINCT s.segment, s.bytes" + HELD + ")");
  }
}
