package cetra.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.geo.Area;
import cetra.wire.order.Purpose;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.View;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A car drives east at ten metres a second; every ten seconds a segment is closed. */
final class StandingWatchTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private final Issuer issuer = new Issuer();
  private final StoppedBoard board = new StoppedBoard();
  private Database database;
  private TrackStore track;
  private OrderStore orders;
  private ClipStore clips;
  private StandingWatch watch;
  private int driven;

  @BeforeEach
  void open() throws IOException {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    track = new TrackStore(database);
    orders = new OrderStore(database);
    clips = new ClipStore(database);
    track.learned(RecordedCar.BOOT, new UtcEstimate(StoppedBoard.ZERO, 1, "gnss"));
    watch = restarted();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private StandingWatch restarted() {
    ClockDiscipline clock = new ClockDiscipline(board, utc -> {});
    clock.observeHost(board.utc(), Duration.ofMillis(1));
    OrderMatcher matcher = new OrderMatcher(track, View.USUAL);
    DayShare share = new DayShare(clips, track);
    return new StandingWatch(database, track, matcher, share, clock, () -> true);
  }

  private VideoOrder stands(Urgency urgency, Area area, double until) {
    VideoOrder order = issuer.order(Purpose.WATCH, urgency, area, Issuer.window(0, until));
    orders.receive(orders.next(), issuer.signed(order));
    OrderStore.Entry entry = orders.due(Issuer.at(driven)).orElseThrow();
    orders.accepted(entry, order, Issuer.at(driven));
    orders.settle(entry, OrderStore.State.STANDING, "");
    return order;
  }

  /** Drives on until a second, and lets the watch work after each segment. */
  private void drive(int until) {
    for (; driven < until; driven += 10) {
      List<TrackPoint> points = new ArrayList<>();
      for (int i = driven; i < driven + 10; i++) {
        points.add(
            new TrackPoint(i * SECOND, Issuer.at(i), 35.33, 139.12 + i * 0.00011, 10, 90, 2));
      }
      track.add(
          new TrackStore.Footage(
              driven / 10 + 1L, RecordedCar.BOOT, "a", driven * SECOND, (driven + 10) * SECOND),
          1000,
          points);
      board.at(driven + 10);
      work();
    }
  }

  private void work() {
    int rounds = 0;
    while (watch.work()) {
      rounds++;
      assertThat(rounds).isLessThan(100);
    }
  }

  private List<String> held() {
    return database.list(
        "SELECT (from_nanos / 1000000000) || ' to ' || (to_nanos / 1000000000) FROM clip"
            + " ORDER BY from_nanos",
        row -> row.getString(1));
  }

  @Test
  void whatIsSeenIsHeldLongBeforeTheWindowEnds() {
    work();
    stands(Urgency.LIFE, RecordedCar.around(25, 25), 7200);
    drive(40);
    assertThat(held()).as("the car has just left").isEmpty();
    drive(50);
    assertThat(held()).containsExactly("17 to 33");
    assertThat(orders.count(OrderStore.State.STANDING)).isEqualTo(1);
    drive(300);
    assertThat(held()).hasSize(1);
  }

  @Test
  void aCarThatStaysIsHeldPieceByPieceWithoutAGap() {
    work();
    stands(Urgency.LIFE, RecordedCar.around(100, 2000), 7200);
    drive(300);
    List<Clip> pieces = clips.of("14382");
    assertThat(pieces).hasSizeGreaterThanOrEqualTo(2);
    List<Span> spans =
        Span.merged(
            pieces.stream().map(clip -> new Span(clip.fromNanos(), clip.toNanos())).toList(), 0);
    assertThat(spans).singleElement().extracting(Span::from).isEqualTo(0L);
    assertThat(spans.getFirst().to()).isGreaterThan(220 * SECOND);
  }

  /** It leaves just after a search that could not reach up to it. */
  @Test
  void theEndOfALongStayIsHeldToo() {
    work();
    stands(Urgency.LIFE, RecordedCar.around(40, 380), 7200);
    drive(130);
    assertThat(clips.of("14382")).anyMatch(clip -> clip.toNanos() > 82 * SECOND);
  }

  @Test
  void footageFromBeforeTheOrderCameIsSearchedToo() {
    drive(100);
    work();
    stands(Urgency.LIFE, RecordedCar.around(25, 25), 7200);
    drive(120);
    assertThat(held()).containsExactly("17 to 33");
  }

  @Test
  void aRestartGoesOnWhereTheLastSearchEnded() {
    work();
    stands(Urgency.LIFE, RecordedCar.around(25, 25), 7200);
    drive(60);
    stands(Urgency.LIFE, RecordedCar.around(75, 25), 7200);
    watch = restarted();
    drive(200);
    assertThat(held()).containsExactly("17 to 33", "67 to 83");
  }

  @Test
  void anOrderEndsWithItsWindowAsWhatItFound() {
    work();
    stands(Urgency.LIFE, RecordedCar.around(25, 25), 100);
    stands(Urgency.LIFE, RecordedCar.around(500, 20), 100);
    drive(110);
    assertThat(orders.count(OrderStore.State.STANDING)).isEqualTo(2);
    drive(120);
    assertThat(orders.count(OrderStore.State.MATCHED)).isEqualTo(1);
    assertThat(orders.count(OrderStore.State.SILENT)).isEqualTo(1);
  }

  /** The recorder has died: what there is, is the answer. */
  @Test
  void anOrderEndsEvenIfNoFootageComesAnyMore() {
    work();
    stands(Urgency.LIFE, RecordedCar.around(25, 25), 100);
    drive(60);
    board.at(100 + (double) Settling.PATIENCE.toSeconds() - 1);
    work();
    assertThat(orders.count(OrderStore.State.STANDING)).isEqualTo(1);
    board.at(100 + (double) Settling.PATIENCE.toSeconds());
    work();
    assertThat(orders.count(OrderStore.State.MATCHED)).isEqualTo(1);
  }

  @Test
  void whatIsTooMuchOfTheDayIsWithheldWithOneRowADay() {
    work();
    VideoOrder order = stands(Urgency.ROUTINE, RecordedCar.around(100, 2000), 7200);
    drive(300);
    assertThat(held()).isEmpty();
    assertThat(new LedgerStore(database).of(order.id()))
        .singleElement()
        .satisfies(row -> assertThat(row.detail()).contains("5 %", "2026-05-01"));
  }

  @Test
  void onlyTheOrderOfThePlaceIsAnswered() {
    work();
    for (int i = 0; i < 50; i++) {
      stands(Urgency.LIFE, Area.circle(35.2, 139.0 + i * 0.001, 100), 7200);
    }
    stands(Urgency.LIFE, RecordedCar.around(25, 25), 7200);
    drive(60);
    assertThat(held()).containsExactly("17 to 33");
  }
}
