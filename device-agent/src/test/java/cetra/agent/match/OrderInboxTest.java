package cetra.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.index.Clip;
import cetra.agent.index.HeldShare;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.record.ClockDiscipline;
import cetra.wire.geo.Area;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.Purpose;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.View;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrderInboxTest {
  private static final Area HERE = RecordedCar.around(20, 30);
  private static final TimeWindow DRIVE = Issuer.window(0, 40);

  @TempDir Path folder;
  private RecordedCar car;
  private OrderInbox inbox;

  @BeforeEach
  void record() throws IOException, InterruptedException {
    car = new RecordedCar(folder, 40);
    car.board.at(200);
    inbox = inbox(car.clock);
  }

  private OrderInbox inbox(ClockDiscipline clock) {
    OrderPolicy policy = new OrderPolicy(new OrderCheck(car.issuer.root()), car.orders);
    OrderMatcher matcher = new OrderMatcher(car.track, View.USUAL);
    DayShare share = new DayShare(car.clips, car.track);
    return new OrderInbox(car.database, policy, car.track, matcher, share, clock, () -> true);
  }

  @AfterEach
  void close() {
    car.close();
  }

  /** Everything that is due. */
  private void workAll() {
    int rounds = 0;
    while (inbox.work()) {
      rounds++;
      assertThat(rounds).isLessThan(1000);
    }
  }

  private void receive(VideoOrder order) {
    car.receive(car.issuer.signed(order));
    workAll();
  }

  private VideoOrder routine(Area area, TimeWindow... windows) {
    return car.issuer.order(Purpose.CRIME, Urgency.ROUTINE, area, windows);
  }

  private void nothingButOneRow(String why) {
    assertThat(car.ledger.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.event()).isEqualTo("refused");
              assertThat(row.detail()).startsWith(why);
            });
    assertThat(car.ledger.firstBroken()).isEqualTo(-1);
    assertThat(car.outbox.waiting()).isZero();
    assertThat(car.orders.count(OrderStore.State.REFUSED)).isEqualTo(1);
  }

  private void refusedWithoutATrace(String signed, String why) {
    car.receive(signed);
    workAll();
    nothingButOneRow(why);
    assertThat(car.clips.counts()).isEmpty();
  }

  @Test
  void whatWasSeenIsHeld() {
    VideoOrder order = car.issuer.order(HERE, DRIVE);
    receive(order);
    assertThat(car.orders.count(OrderStore.State.MATCHED)).isEqualTo(1);
    Clip clip = car.clips.due(Clip.State.MATCHED, Issuer.at(100)).orElseThrow();
    assertThat(clip.orderId()).isEqualTo(order.id());
    assertThat(clip.fromNanos()).isBetween(11_000_000_000L, 12_600_000_000L);
    assertThat(clip.toNanos()).isBetween(27_400_000_000L, 29_000_000_000L);
    assertThat(new HeldShare(car.database).segments()).contains(1L);
    assertThat(new HeldShare(car.database).segments()).doesNotContain(3L);
    assertThat(car.ledger.rows()).isEmpty();
    assertThat(car.outbox.waiting()).isZero();
  }

  @Test
  void whoSawNothingStaysSilent() {
    receive(car.issuer.order(Area.circle(35.4, 139.2, 100), DRIVE));
    assertThat(car.orders.count(OrderStore.State.SILENT)).isEqualTo(1);
    assertThat(car.clips.counts()).isEmpty();
    assertThat(car.ledger.rows()).isEmpty();
    assertThat(car.outbox.waiting()).isZero();
  }

  @Test
  void aForgedOrderLeavesOneRowAndNothingElse() {
    VideoOrder order = car.issuer.order(HERE, DRIVE);
    refusedWithoutATrace(new Issuer().signed(order), "UNTRUSTED_CREDENTIAL");
    assertThat(car.ledger.rows().getFirst().orderId()).isEqualTo(order.id());
  }

  @Test
  void whatIsNoOrderLeavesOneRowAndNothingElse() {
    refusedWithoutATrace("null", "UNREADABLE");
  }

  @Test
  void anExpiredOrderLeavesOneRowAndNothingElse() {
    car.board.at(20 * 3600);
    refusedWithoutATrace(car.issuer.signed(car.issuer.order(HERE, DRIVE)), "EXPIRED");
  }

  @Test
  void anOrderOverItsCapsLeavesOneRowAndNothingElse() {
    Area large = RecordedCar.around(20, 700);
    refusedWithoutATrace(car.issuer.signed(car.issuer.order(large, DRIVE)), "AREA_TOO_LARGE");
  }

  @Test
  void aReplayedOrderLeavesOneRowAndNoSecondClip() {
    String signed = car.issuer.signed(car.issuer.order(HERE, DRIVE));
    car.receive(signed);
    car.receive(signed);
    workAll();
    nothingButOneRow("REPLAYED");
    assertThat(car.clips.counts()).containsEntry(Clip.State.MATCHED, 1L);
  }

  @Test
  void whileTheTimeIsNotKnownNothingIsLookedAt() throws Exception {
    OrderInbox timeless = inbox(new ClockDiscipline(car.board, utc -> {}));
    car.receive(car.issuer.signed(car.issuer.order(HERE, DRIVE)));
    assertThat(timeless.work()).isFalse();
    assertThat(car.orders.count(OrderStore.State.RECEIVED)).isEqualTo(1);
  }

  /** A recorder that is behind must not make a car say that it saw nothing. */
  @Test
  void anOrderOfWhichTheFootageIsNotIndexedYetStands() {
    car.board.at(41);
    receive(car.issuer.order(RecordedCar.around(39, 30), Issuer.window(0, 41)));
    assertThat(car.orders.count(OrderStore.State.STANDING)).isEqualTo(1);
    assertThat(car.orders.count(OrderStore.State.SILENT)).isZero();
  }

  @Test
  void anOrderWhoseWindowIsOpenStands() {
    receive(car.issuer.order(Purpose.WATCH, Urgency.LIFE, HERE, DRIVE, Issuer.window(500, 600)));
    assertThat(car.orders.count(OrderStore.State.STANDING)).isEqualTo(1);
    assertThat(car.clips.counts()).isEmpty();
  }

  @Test
  void anIssuersTwentyFirstOrderOfADayIsRefused() {
    Area elsewhere = Area.circle(35.4, 139.2, 100);
    for (int i = 0; i < 20; i++) {
      receive(car.issuer.order(elsewhere, Issuer.window(0, 60)));
    }
    assertThat(car.orders.count(OrderStore.State.SILENT)).isEqualTo(20);
    receive(car.issuer.order(HERE, DRIVE));
    nothingButOneRow("TOO_MANY_TODAY");
    assertThat(car.clips.counts()).isEmpty();
  }

  @Test
  void aPlaceIsNotLookedAtForMoreThanADayInAWeek() {
    Area place = Area.circle(35.4, 139.2, 100);
    Area beside = Area.circle(35.4, 139.2015, 100);
    Area elsewhere = Area.circle(35.4, 139.25, 100);
    TimeWindow half = Issuer.window(-43_200, 0);
    receive(routine(place, half));
    receive(routine(place, half));
    assertThat(car.orders.count(OrderStore.State.SILENT)).isEqualTo(2);
    receive(routine(elsewhere, half));
    assertThat(car.orders.count(OrderStore.State.SILENT)).isEqualTo(3);
    receive(routine(beside, Issuer.window(0, 1)));
    nothingButOneRow("PLACE_TOO_OFTEN");
  }

  /** One signature is enough for it, so it must not be the way to a fixed camera. */
  @Test
  void urgencyOfLifeMakesNoFixedCameraEither() {
    Area place = Area.circle(35.4, 139.2, 100);
    TimeWindow half = Issuer.window(-43_200, 0);
    receive(car.issuer.order(place, half));
    receive(car.issuer.order(place, half));
    receive(car.issuer.order(place, Issuer.window(0, 1)));
    nothingButOneRow("PLACE_TOO_OFTEN");
  }

  @Test
  void aWatchDoesNotCountAgainstThePlace() {
    Area place = Area.circle(35.4, 139.2, 100);
    receive(car.issuer.order(Purpose.WATCH, Urgency.ROUTINE, place, Issuer.window(-86_400 * 6, 0)));
    receive(routine(place, Issuer.window(-3600, 0)));
    assertThat(car.orders.count(OrderStore.State.SILENT)).isEqualTo(2);
  }

  @Test
  void aFifthOfTheDriveIsTooMuchOfTheDayUnlessALifeIsAtStake() {
    receive(routine(HERE, DRIVE));
    nothingButOneRow("TOO_MUCH_OF_THE_DAY");
    assertThat(car.clips.counts()).isEmpty();
    receive(car.issuer.order(HERE, DRIVE));
    assertThat(car.clips.counts()).containsEntry(Clip.State.MATCHED, 1L);
  }

  /** Forty seconds were recorded: two are the share. */
  @Test
  void theShareOfTheDayIsOverAllOrdersOfTheIssuer() {
    receive(routine(HERE, window(20, 20.95)));
    assertThat(car.orders.count(OrderStore.State.MATCHED)).isEqualTo(1);
    receive(routine(HERE, window(20, 20.95)));
    assertThat(car.orders.count(OrderStore.State.MATCHED)).as("the same second again").isEqualTo(2);
    receive(routine(HERE, window(22, 22.5)));
    nothingButOneRow("TOO_MUCH_OF_THE_DAY");
    Clip given = car.clips.due(Clip.State.MATCHED, Issuer.at(100)).orElseThrow();
    car.database.update("UPDATE clip SET state = 'DECLINED'");
    assertThat(given.issuer()).isEqualTo("14382");
    receive(routine(HERE, window(22, 22.5)));
    assertThat(car.orders.count(OrderStore.State.MATCHED)).isEqualTo(3);
  }

  private static TimeWindow window(double from, double to) {
    return Issuer.window(from, to);
  }

  @Test
  void anEntryThatCannotBeJudgedDoesNotStandBeforeTheOthers() {
    car.receive(car.issuer.signed(car.issuer.order(HERE, DRIVE)));
    car.receive(car.issuer.signed(car.issuer.order(Area.circle(35.4, 139.2, 100), DRIVE)));
    // the fixes of a segment are no fixes any more
    car.database.update("UPDATE boot SET bound_ms = " + Long.MAX_VALUE);
    workAll();
    assertThat(car.orders.count(OrderStore.State.RECEIVED)).isEqualTo(2);
    assertThat(car.orders.due(Issuer.at(100))).isEmpty();
    car.database.update("UPDATE boot SET bound_ms = 500");
    car.board.at(300);
    workAll();
    assertThat(car.orders.count(OrderStore.State.MATCHED)).isEqualTo(1);
    assertThat(car.orders.count(OrderStore.State.SILENT)).isEqualTo(1);
  }

  @Test
  void aCrashBeforeTheCommitLooksAgainAndHoldsOnce() {
    receive(car.issuer.order(HERE, DRIVE));
    List<LedgerStore.Row> rows = car.ledger.rows();
    assertThat(inbox.work()).isFalse();
    assertThat(car.clips.counts()).containsEntry(Clip.State.MATCHED, 1L);
    assertThat(car.ledger.rows()).isEqualTo(rows);
  }
}
