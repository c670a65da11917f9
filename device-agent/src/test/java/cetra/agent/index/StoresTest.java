package cetra.agent.index;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.record.Incident;
import cetra.agent.record.UtcEstimate;
import cetra.wire.order.Certainty;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoresTest {
  private static final Instant NOW = StoppedBoard.ZERO;

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() throws IOException {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Clip clip(String id, Instant expires) {
    return Clip.matched(
        id, "order", "14382", RecordedCar.BOOT, 100, 200, Certainty.LIKELY, expires);
  }

  private Clip add(ClipStore clips, String id) {
    Clip clip = clip(id, NOW.plusSeconds(60));
    clips.add(clip);
    return clip;
  }

  @Test
  void aClipGoesFromStateToStateOnce() {
    ClipStore clips = new ClipStore(database);
    Clip matched = add(clips, "a");
    assertThat(clips.due(Clip.State.MATCHED, NOW)).contains(matched);
    assertThat(clips.move(matched, Clip.State.CONSENTED, "")).isTrue();
    assertThat(clips.move(matched, Clip.State.DECLINED, "")).isFalse();
    assertThat(clips.due(Clip.State.MATCHED, NOW)).isEmpty();
    assertThat(clips.counts()).isEqualTo(Map.of(Clip.State.CONSENTED, 1L));
  }

  @Test
  void onlyAnOfferIsGrantedAndWhatIsGrantedMayBeRefusedLater() {
    ClipStore clips = new ClipStore(database);
    Clip clip = add(clips, "a");
    clips.answered("a", true);
    assertThat(clips.find("a").map(Clip::state)).contains(Clip.State.MATCHED);
    clips.move(clip, Clip.State.OFFERED, "");
    clips.answered("a", true);
    clips.answered("a", true);
    clips.answered("nobody's", true);
    assertThat(clips.find("a").map(Clip::state)).contains(Clip.State.GRANTED);
    clips.answered("a", false);
    clips.answered("a", true);
    assertThat(clips.find("a").map(Clip::state)).contains(Clip.State.UNWANTED);
  }

  @Test
  void aClipThatIsPutOffWaitsForItsTime() {
    ClipStore clips = new ClipStore(database);
    Clip late = add(clips, "a");
    Clip other = add(clips, "b");
    assertThat(clips.postpone(late, NOW.plusSeconds(5), "no road")).isTrue();
    assertThat(clips.postpone(late.in(Clip.State.OFFERED), NOW, "answered since")).isFalse();
    assertThat(clips.due(Clip.State.MATCHED, NOW)).contains(other);
    clips.move(other, Clip.State.DECLINED, "");
    assertThat(clips.due(Clip.State.MATCHED, NOW)).isEmpty();
    assertThat(clips.due(Clip.State.MATCHED, NOW.plusSeconds(5))).contains(late);
  }

  @Test
  void aClipWhoseTimeIsOverIsLetGoAndCannotComeBack() {
    ClipStore clips = new ClipStore(database);
    Clip clip = clip("a", NOW);
    clips.add(clip);
    add(clips, "b");
    assertThat(clips.expire(NOW)).containsExactly("a");
    assertThat(clips.expire(NOW)).isEmpty();
    assertThat(clips.replace(clip, List.of(clip("part", NOW)))).isFalse();
    assertThat(clips.find("part")).isEmpty();
    assertThat(clips.find("a").map(Clip::state)).contains(Clip.State.EXPIRED);
  }

  @Test
  void anUnfinishedClipHoldsItsSegmentsAndNoOthers() {
    ClipStore clips = new ClipStore(database);
    segment(1, RecordedCar.BOOT, 0, 100);
    segment(2, RecordedCar.BOOT, 100, 150);
    segment(3, RecordedCar.BOOT, 150, 250);
    segment(4, RecordedCar.BOOT, 200, 300);
    segment(5, "another boot", 100, 200);
    Clip clip = add(clips, "a");
    for (Clip.State state : Clip.State.values()) {
      database.update("UPDATE clip SET state = ?", state.name());
      boolean unfinished =
          switch (state) {
            case MATCHED, CONSENTED, OFFERED, GRANTED, CUT, SEALED -> true;
            case UPLOADED, DECLINED, UNWANTED, EXPIRED, RECALLED, WITHDRAWN, FAILED -> false;
          };
      assertThat(new HeldShare(database).segments())
          .as("%s", state)
          .containsExactlyInAnyOrderElementsOf(unfinished ? List.of(2L, 3L) : List.of());
    }
    assertThat(clip.state()).isEqualTo(Clip.State.MATCHED);
  }

  @Test
  void heldFootageBeyondItsShareLetsTheOldestOrdersClipsGo() {
    ClipStore clips = new ClipStore(database);
    Issuer issuer = new Issuer();
    for (int i = 0; i < 3; i++) {
      VideoOrder order = issuer.order(RecordedCar.around(0, 100), Issuer.window(0, 10));
      new OrderStore(database).receive(i, issuer.signed(order));
      segment(i, RecordedCar.BOOT, i * 100L, i * 100L + 100);
      String id = "clip " + (2 - i);
      clips.add(
          Clip.matched(
              id,
              order.id(),
              "14382",
              RecordedCar.BOOT,
              i * 100L,
              i * 100L + 100,
              Certainty.LIKELY,
              NOW));
    }
    database.update("UPDATE segment SET bytes = 10");
    HeldShare share = new HeldShare(database);
    share.relieve(30, NOW.minusSeconds(1));
    assertThat(share.segments()).hasSize(3);
    share.relieve(20, NOW.minusSeconds(1));
    assertThat(share.segments()).hasSize(2);
    assertThat(clips.find("clip 2").map(Clip::state)).contains(Clip.State.FAILED);
    assertThat(new LedgerStore(database).rows())
        .singleElement()
        .extracting(LedgerStore.Row::detail)
        .isEqualTo("the ring is full");
    database.update("UPDATE clip SET state = 'GRANTED' WHERE id = 'clip 1'");
    share.relieve(0, NOW.minusSeconds(1));
    assertThat(share.segments()).as("granted, and the newest order's").hasSize(2);
  }

  @Test
  void anEntryThatIsTooLongForAnOrderKeepsItsPlaceOnly() {
    OrderStore orders = new OrderStore(database);
    orders.receive(0, "x".repeat(SignedOrder.MOST_CHARACTERS + 1));
    orders.receive(1, "second");
    assertThat(orders.due(NOW)).contains(new OrderStore.Entry(0, ""));
    assertThat(orders.next()).isEqualTo(2);
  }

  @Test
  void theTextsOfOrdersThatCameToNothingGoInTime() {
    OrderStore orders = new OrderStore(database);
    OrderStore.State[] ends = {
      OrderStore.State.REFUSED, OrderStore.State.SILENT, OrderStore.State.MATCHED
    };
    for (int i = 0; i < ends.length; i++) {
      orders.receive(i, "order");
      OrderStore.Entry entry = new OrderStore.Entry(i, "order");
      orders.settle(entry, ends[i], "");
      orders.postpone(entry, NOW.plus(OrderStore.KEPT));
    }
    String kept = "SELECT count(*) FROM entry WHERE signed <> ''";
    orders.prune(NOW.plus(OrderStore.KEPT).minusMillis(1));
    assertThat(database.number(kept)).isEqualTo(3);
    orders.prune(NOW.plus(OrderStore.KEPT));
    assertThat(database.number(kept)).isEqualTo(1);
    assertThat(orders.next()).isEqualTo(3);
  }

  private void segment(long number, String boot, long from, long to) {
    database.update("INSERT INTO segment VALUES(?,?,'',?,?,0,x'')", number, boot, from, to);
  }

  @Test
  void entriesAreLookedAtInTheirOrder() {
    OrderStore orders = new OrderStore(database);
    assertThat(orders.next()).isZero();
    orders.receive(0, "first");
    orders.receive(1, "second");
    assertThat(orders.next()).isEqualTo(2);
    assertThat(orders.due(NOW)).contains(new OrderStore.Entry(0, "first"));
    orders.postpone(new OrderStore.Entry(0, "first"), NOW.plusSeconds(1));
    assertThat(orders.due(NOW)).contains(new OrderStore.Entry(1, "second"));
    assertThat(orders.due(NOW.plusSeconds(1))).contains(new OrderStore.Entry(0, "first"));
  }

  /** Or anybody could keep a true order from its devices by posting a false one of its name. */
  @Test
  void aForgedOrderDoesNotMakeTheTrueOneAReplay() {
    OrderStore orders = new OrderStore(database);
    Issuer issuer = new Issuer();
    VideoOrder order = issuer.order(RecordedCar.around(0, 100), Issuer.window(0, 10));
    String forged = new Issuer().signed(order);
    String signed = issuer.signed(order);
    orders.receive(0, forged);
    orders.receive(1, signed);
    orders.receive(2, signed);
    OrderStore.Entry first = new OrderStore.Entry(1, signed);
    orders.settle(new OrderStore.Entry(0, forged), OrderStore.State.REFUSED, "BAD_SIGNATURE");
    assertThat(orders.seenBefore(first, order.id())).isFalse();
    orders.accepted(first, order, NOW);
    assertThat(orders.seenBefore(first, order.id())).isFalse();
    assertThat(orders.seenBefore(new OrderStore.Entry(2, signed), order.id())).isTrue();
  }

  @Test
  void acceptedOrdersAreCountedByIssuerAndTime() {
    OrderStore orders = new OrderStore(database);
    Issuer issuer = new Issuer();
    VideoOrder order = issuer.order(RecordedCar.around(0, 100), Issuer.window(0, 10));
    orders.receive(0, "signed");
    OrderStore.Entry entry = new OrderStore.Entry(0, "signed");
    OrderStore.Entry other = new OrderStore.Entry(1, "x");
    orders.accepted(entry, order, NOW);
    orders.accepted(entry, order, NOW.plusSeconds(50)); // looked at again: the first time counts
    Duration day = Duration.ofDays(1);
    assertThat(orders.acceptedOf("14382", other, NOW, day)).containsExactly("signed");
    assertThat(orders.acceptedOf("14382", other, NOW.plus(day).minusMillis(1), day)).hasSize(1);
    assertThat(orders.acceptedOf("14382", other, NOW.plus(day), day)).isEmpty();
    assertThat(orders.acceptedOf("14382", entry, NOW, day)).isEmpty();
    assertThat(orders.acceptedOf("14384", other, NOW, day)).isEmpty();
  }

  @Test
  void theLedgerChainsItsRowsAndShowsWhereItWasChanged() {
    LedgerStore ledger = new LedgerStore(database);
    assertThat(ledger.firstBroken()).isEqualTo(-1);
    for (int i = 0; i < 5; i++) {
      ledger.append(new LedgerStore.Row(NOW.plusSeconds(i), "order " + i, "consented", "町"));
    }
    assertThat(ledger.rows()).hasSize(5).element(3).extracting("orderId").isEqualTo("order 3");
    assertThat(ledger.firstBroken()).isEqualTo(-1);
    database.update(
        "UPDATE ledger SET entry = replace(entry, 'consented', 'declined') WHERE number = 2");
    assertThat(ledger.firstBroken()).isEqualTo(2);
    database.update(
        "UPDATE ledger SET entry = replace(entry, 'declined', 'consented') WHERE number = 2");
    assertThat(ledger.firstBroken()).isEqualTo(-1);
    database.update("DELETE FROM ledger WHERE number = 1");
    assertThat(ledger.firstBroken()).isEqualTo(1);
  }

  private static Incident incident(Incident.Cause cause, double second) {
    return new Incident(cause, Math.round(second * 1e9));
  }

  @Test
  void anIncidentKeepsTheMinuteAroundItUntilItExpires() {
    HoldStore holds = new HoldStore(database);
    HeldShare share = new HeldShare(database);
    for (int i = 0; i < 20; i++) {
      segment(i, RecordedCar.BOOT, i * 10_000_000_000L, (i + 1) * 10_000_000_000L);
    }
    holds.keep(incident(Incident.Cause.BUTTON, 105), RecordedCar.BOOT);
    assertThat(share.segments()).containsExactlyInAnyOrder(7L, 8L, 9L, 10L, 11L, 12L, 13L);
    holds.expire(NOW.plus(Duration.ofDays(9000)));
    assertThat(share.segments()).as("nobody knows when that was").hasSize(7);
    new TrackStore(database).learned(RecordedCar.BOOT, new UtcEstimate(NOW, 500, "gnss"));
    Instant end = NOW.plusSeconds(135).plus(Duration.ofDays(30));
    holds.expire(end.minusMillis(1));
    assertThat(share.segments()).hasSize(7);
    holds.expire(end);
    assertThat(share.segments()).isEmpty();
  }

  @Test
  void blowsThatFollowEachOtherAreOneHold() {
    HoldStore holds = new HoldStore(database);
    holds.keep(incident(Incident.Cause.MOTION, 100), RecordedCar.BOOT);
    holds.keep(incident(Incident.Cause.MOTION, 140), RecordedCar.BOOT);
    holds.keep(incident(Incident.Cause.MOTION, 300), RecordedCar.BOOT);
    holds.keep(incident(Incident.Cause.MOTION, 300), "another boot");
    assertThat(holds.all())
        .extracting(HoldStore.Hold::fromNanos)
        .containsExactly(70_000_000_000L, 270_000_000_000L, 270_000_000_000L);
    assertThat(holds.all().getFirst().toNanos()).isEqualTo(170_000_000_000L);
  }

  /** Or the newest blow of an hour would give way with the oldest. */
  @Test
  void aBadRoadIsManyHolds() {
    HoldStore holds = new HoldStore(database);
    for (int second = 0; second < 3600; second += 40) {
      holds.keep(incident(Incident.Cause.MOTION, second), RecordedCar.BOOT);
    }
    assertThat(holds.all()).hasSizeGreaterThan(10);
    assertThat(holds.all()).allMatch(hold -> hold.toNanos() - hold.fromNanos() <= 300_000_000_000L);
    assertThat(holds.all().getLast().toNanos()).isEqualTo(3_590_000_000_000L);
  }

  @Test
  void theOldestBlowGivesWayBeforeTheDriversButton() {
    HoldStore holds = new HoldStore(database);
    HeldShare share = new HeldShare(database);
    segment(1, RecordedCar.BOOT, 100_000_000_000L, 110_000_000_000L);
    segment(2, RecordedCar.BOOT, 300_000_000_000L, 310_000_000_000L);
    segment(3, RecordedCar.BOOT, 500_000_000_000L, 510_000_000_000L);
    database.update("UPDATE segment SET bytes = 10");
    holds.keep(incident(Incident.Cause.BUTTON, 100), RecordedCar.BOOT);
    holds.keep(incident(Incident.Cause.MOTION, 300), RecordedCar.BOOT);
    holds.keep(incident(Incident.Cause.MOTION, 500), RecordedCar.BOOT);
    share.relieve(29, NOW);
    assertThat(share.segments()).containsExactlyInAnyOrder(1L, 3L);
    share.relieve(19, NOW);
    assertThat(share.segments()).containsExactly(1L);
    share.relieve(0, NOW);
    assertThat(share.segments()).isEmpty();
  }
}
