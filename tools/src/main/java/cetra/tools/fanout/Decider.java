package cetra.tools.fanout;

import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.link.LogFollower;
import cetra.agent.match.DayShare;
import cetra.agent.match.OrderInbox;
import cetra.agent.match.OrderMatcher;
import cetra.agent.match.OrderPolicy;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.UtcEstimate;
import cetra.hardware.BoardClock;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.key.IdentityFolder;
import cetra.wire.log.LogPage;
import cetra.wire.message.Json;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.View;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What a car makes of the log, by the agent's own code over a database of its own: proof,
 * signatures, caps, history, search, commit. It has driven past the crossing, or a kilometre north
 * of it.
 */
final class Decider implements AutoCloseable {
  private static final int SECONDS = 180;
  private static final double DEGREES_A_SECOND = 1e-4;
  private static final double ELSEWHERE = 0.01;
  private static final Duration HOST_ERROR = Duration.ofMillis(5);

  private final Database database;
  private final LogFollower log;
  private final OrderStore orders;
  private final OrderInbox inbox;

  /** A car whose drive ended at an instant. */
  Decider(Path file, IdentityFolder identity, boolean passes, Instant ended, Clock clock)
      throws IOException {
    this.database = ClipIndex.open(file);
    PublicKey root = identity.operatorRoot();
    this.log = new LogFollower(database, root, clock);
    this.orders = new OrderStore(database);
    TrackStore track = new TrackStore(database);
    drive(track, passes ? 0 : ELSEWHERE, ended.minusSeconds(SECONDS));
    ClockDiscipline time = new ClockDiscipline(new Board(clock, System.nanoTime()), utc -> {});
    time.observeHost(clock.instant(), HOST_ERROR);
    this.inbox =
        new OrderInbox(
            database,
            new OrderPolicy(new OrderCheck(root), orders),
            track,
            new OrderMatcher(track, View.USUAL),
            new DayShare(new ClipStore(database), track),
            time,
            () -> true);
  }

  private record Board(Clock clock, long zero) implements BoardClock {
    @Override
    public long nanos() {
      return System.nanoTime() - zero;
    }

    @Override
    public Instant utc() {
      return clock.instant();
    }
  }

  /** Straight east, the crossing in the middle of the order's minute. */
  private static void drive(TrackStore track, double north, Instant begun) {
    String boot = UUID.randomUUID().toString();
    track.learned(boot, new UtcEstimate(begun, 500, "gnss"));
    List<TrackPoint> fixes = new ArrayList<>();
    for (int second = 0; second <= SECONDS; second++) {
      fixes.add(
          new TrackPoint(
              Duration.ofSeconds(second).toNanos(),
              begun.plusSeconds(second),
              Town.LATITUDE + north,
              Town.LONGITUDE + (second - SECONDS + 70) * DEGREES_A_SECOND,
              9,
              90,
              2.5));
    }
    long end = Duration.ofSeconds(SECONDS).toNanos();
    track.add(new TrackStore.Footage(1, boot, "init", 0, end), 100_000_000, fixes);
  }

  /** Takes a page; returns when this car has decided about all that is in it. */
  void take(byte[] page) {
    take(Json.read(page, LogPage.class));
    while (inbox.work()) {
      // entry by entry, as the agent's stage does
    }
  }

  /** Takes a page; false when what comes before it is missing. */
  boolean take(LogPage page) {
    return log.take(page);
  }

  /** The place of the next entry. */
  long next() {
    return log.next();
  }

  /** How many orders ended in a state. */
  long count(OrderStore.State state) {
    return orders.count(state);
  }

  @Override
  public void close() {
    database.close();
  }
}
