package cetra.tools.simulation;

import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.match.DayShare;
import cetra.agent.match.OrderInbox;
import cetra.agent.match.OrderMatcher;
import cetra.agent.match.OrderPolicy;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.UtcEstimate;
import cetra.hardware.BoardClock;
import cetra.wire.evidence.TrackPoint;
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
 * A car that has driven straight east through one of the town's crossings, as its index knows it;
 * it decides about orders by the agent's own code, over a database of its own.
 *
 * @param database of the device
 * @param track where it was
 * @param orders that reached it
 * @param inbox what decides about them
 */
public record DrivenCar(Database database, TrackStore track, OrderStore orders, OrderInbox inbox)
    implements AutoCloseable {
  private static final int SECONDS = 180;
  private static final double DEGREES_A_SECOND = 1e-4;
  private static final Duration HOST_ERROR = Duration.ofMillis(5);

  /** Seconds of the drive before the crossing is reached, in the middle of what orders ask for. */
  private static final int BEFORE = SECONDS - Town.SCENE_AGO;

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

  /**
   * A car in a new database.
   *
   * @param crossing which one it passed, from 0
   * @param ended when its drive ended, at which the town was made
   */
  public static DrivenCar make(Path file, PublicKey root, int crossing, Instant ended, Clock clock)
      throws IOException {
    Database database = ClipIndex.open(file);
    OrderStore orders = new OrderStore(database);
    TrackStore track = new TrackStore(database);
    drive(track, crossing, ended.minusSeconds(SECONDS));
    ClockDiscipline time = new ClockDiscipline(new Board(clock, System.nanoTime()), utc -> {});
    time.observeHost(clock.instant(), HOST_ERROR);
    OrderInbox inbox =
        new OrderInbox(
            database,
            new OrderPolicy(new OrderCheck(root), orders),
            track,
            new OrderMatcher(track, View.USUAL),
            new DayShare(new ClipStore(database), track),
            time,
            () -> true);
    return new DrivenCar(database, track, orders, inbox);
  }

  private static void drive(TrackStore track, int crossing, Instant begun) {
    String boot = UUID.randomUUID().toString();
    track.learned(boot, new UtcEstimate(begun, 500, "gnss"));
    List<TrackPoint> fixes = new ArrayList<>();
    for (int second = 0; second <= SECONDS; second++) {
      fixes.add(
          new TrackPoint(
              Duration.ofSeconds(second).toNanos(),
              begun.plusSeconds(second),
              Town.latitude(crossing),
              Town.LONGITUDE + (second - BEFORE) * DEGREES_A_SECOND,
              9,
              90,
              2.5));
    }
    long end = Duration.ofSeconds(SECONDS).toNanos();
    track.add(new TrackStore.Footage(1, boot, "init", 0, end), 100_000_000, fixes);
  }

  /** How many orders it has decided about. */
  public long decided() {
    return matched()
        + orders.count(OrderStore.State.SILENT)
        + orders.count(OrderStore.State.REFUSED);
  }

  /** How many orders asked for what it has seen. */
  public long matched() {
    return orders.count(OrderStore.State.MATCHED);
  }

  @Override
  public void close() {
    database.close();
  }
}
