package cetra.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.StoppedBoard;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.Purpose;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.View;
import cetra.wire.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An issuer lays as many orders as it may over a town, in patterns that follow the car, its streets
 * or its hours, to see its whole day; it never gets more than its share of it. {@code
 * -Dtiling.patterns=1000} takes six minutes.
 */
final class TilingIT {
  private static final int PATTERNS = Integer.getInteger("tiling.patterns", 30);
  private static final int ORDERS_A_DAY = 25; // more than are accepted
  private static final String BOOT = "3f6f0d0e-74a5-4f5e-9a0d-1c9f6f3f2b11";
  private static final int DAY_SECONDS = 6 * 3600;
  private static final double SHARE = 0.05;
  private static final double METRES_NORTH = 110_950;
  private static final double METRES_EAST = 90_800;

  @TempDir Path folder;
  private final Issuer issuer = new Issuer();
  private final StoppedBoard board = new StoppedBoard();
  private final List<TrackPoint> drive = new ArrayList<>();

  @Test
  void noPatternOfOrdersSeesMoreThanItsShareOfADay() throws Exception {
    board.at(DAY_SECONDS + 600);
    ClockDiscipline clock = new ClockDiscipline(board, utc -> {});
    clock.observeHost(board.utc(), Duration.ofMillis(1));
    double most = 0;
    int useful = 0;
    try (Database database = ClipIndex.open(folder.resolve("index.sqlite"))) {
      TrackStore track = new TrackStore(database);
      database.transaction(() -> record(track));
      ClipStore clips = new ClipStore(database);
      OrderStore orders = new OrderStore(database);
      OrderInbox inbox =
          new OrderInbox(
              database,
              new OrderPolicy(new OrderCheck(issuer.root()), orders),
              track,
              new OrderMatcher(track, View.USUAL),
              new DayShare(clips, track),
              clock,
              () -> true);
      for (int pattern = 0; pattern < PATTERNS; pattern++) {
        Random random = new Random(pattern);
        for (int i = 0; i < ORDERS_A_DAY; i++) {
          orders.receive(orders.next(), issuer.signed(order(random, pattern % 5, i)));
        }
        while (inbox.work()) {
          // every order is looked at
        }
        double seen = seen(clips);
        assertThat(seen).as("pattern %d", pattern).isLessThanOrEqualTo(SHARE);
        most = Math.max(most, seen);
        useful += seen > SHARE / 2 ? 1 : 0;
        database.update("DELETE FROM entry");
        database.update("DELETE FROM clip");
      }
    }
    assertThat(most).as("the flood comes near its limit").isGreaterThan(0.8 * SHARE);
    assertThat(useful).as("patterns that get more than half of it").isGreaterThan(PATTERNS / 10);
  }

  /** The union of all that the issuer gets, of what was recorded. */
  private static double seen(ClipStore clips) {
    List<Span> spans =
        clips.of("14382").stream()
            .filter(clip -> clip.state() == Clip.State.MATCHED)
            .map(clip -> new Span(clip.fromNanos(), clip.toNanos()))
            .toList();
    long nanos = Span.merged(spans, 0).stream().mapToLong(Span::length).sum();
    return nanos / (DAY_SECONDS * 1e9);
  }

  /** Streets of a town, up and down, with stops. */
  private long record(TrackStore track) {
    track.learned(BOOT, new UtcEstimate(StoppedBoard.ZERO, 20, "gnss"));
    Random random = new Random(99);
    double north = 0;
    double east = 0;
    double heading = 0;
    for (int second = 0; second < DAY_SECONDS; second++) {
      if (second % 40 == 0) {
        heading = 90 * random.nextInt(4);
      }
      double speed = second / 120 % 5 == 0 ? 0 : 11;
      north = Math.clamp(north + speed * Math.cos(Math.toRadians(heading)), -2500, 2500);
      east = Math.clamp(east + speed * Math.sin(Math.toRadians(heading)), -2500, 2500);
      drive.add(
          new TrackPoint(
              second * 1_000_000_000L,
              Issuer.at(second),
              35.33 + north / METRES_NORTH,
              139.12 + east / METRES_EAST,
              speed,
              heading,
              5));
    }
    for (int from = 0; from < DAY_SECONDS; from += 10) {
      track.add(
          new TrackStore.Footage(
              from / 10, BOOT, "init", from * 1_000_000_000L, (from + 10) * 1_000_000_000L),
          1000,
          drive.subList(from, from + 10));
    }
    return DAY_SECONDS;
  }

  private VideoOrder order(Random random, int kind, int number) {
    TrackPoint there = drive.get(random.nextInt(drive.size()));
    double second = there.nanos() / 1e9;
    return switch (kind) {
      // tiles side by side, all day
      case 0 ->
          order(
              Area.circle(
                  tile(number / 5, 35.33, METRES_NORTH),
                  tile(number % 5, 139.12, METRES_EAST),
                  640),
              0,
              DAY_SECONDS);
      // where the car was, for as long as it takes
      case 1 -> order(around(there, 100), second - 30, second + 30);
      // the whole town, hour by hour
      case 2 -> order(around(there, 640), number * 60.0, number * 60.0 + 300);
      // many small places through the day
      case 3 -> order(around(there, 20 + random.nextInt(60)), 0, DAY_SECONDS);
      // the same place again and again, a little later each time
      default -> order(around(drive.get(5000), 300), 4000 + number * 100.0, 4200 + number * 100.0);
    };
  }

  private static double tile(int number, double middle, double metresPerDegree) {
    return middle + (number - 2) * 1000 / metresPerDegree;
  }

  private static Area around(TrackPoint place, double metres) {
    return Area.circle(place.latitude(), place.longitude(), metres);
  }

  private VideoOrder order(Area area, double from, double to) {
    TimeWindow window = Issuer.window(Math.max(0, from), Math.min(DAY_SECONDS, Math.max(1, to)));
    return issuer.order(Purpose.CRIME, Urgency.ROUTINE, area, window);
  }
}
