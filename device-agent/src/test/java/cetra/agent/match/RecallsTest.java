package cetra.agent.match;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.index.Clip;
import cetra.agent.index.HeldShare;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.wire.order.Directive;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.VideoOrder;
import cetra.wire.order.View;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class RecallsTest {
  @TempDir Path folder;
  private RecordedCar car;
  private OrderCheck check;
  private OrderInbox inbox;
  private VideoOrder order;

  @BeforeEach
  void anOrderIsHeardOf() throws IOException, InterruptedException {
    car = new RecordedCar(folder, 40);
    car.board.at(200);
    check = new OrderCheck(car.issuer.root());
    inbox =
        new OrderInbox(
            car.database,
            new OrderPolicy(check, car.orders),
            car.track,
            new OrderMatcher(car.track, View.USUAL),
            new DayShare(car.clips, car.track),
            car.clock,
            () -> true);
    order = fresh();
  }

  @AfterEach
  void close() {
    car.close();
  }

  /** An order for life that was written just now. */
  private VideoOrder fresh() {
    VideoOrder old = car.issuer.order(RecordedCar.around(20, 30), Issuer.window(0, 40));
    long millis = Issuer.at(100).toEpochMilli();
    String id = "%08x-%04x".formatted(millis >>> 16, millis & 0xffff) + old.id().substring(13);
    return new VideoOrder(
        id,
        old.issuer(),
        old.purpose(),
        old.caseNumber(),
        old.title(),
        old.reason(),
        old.area(),
        old.windows(),
        old.seen(),
        old.urgency(),
        Issuer.at(0).plus(Duration.ofDays(3)),
        old.maxClips(),
        old.want());
  }

  private Recalls recalls(Instant now) {
    return new Recalls(car.database, check, car.outbox, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void workAll(Instant now) {
    Recalls recalls = recalls(now);
    boolean more = true;
    for (int rounds = 0; more; rounds++) {
      more = recalls.work() || inbox.work();
      assertThat(rounds).isLessThan(100);
    }
  }

  private void receive(String text) {
    car.receive(text);
    workAll(Issuer.at(200));
  }

  private Clip.State clip() {
    return car.database
        .first("SELECT state FROM clip", row -> Clip.State.valueOf(row.getString(1)))
        .orElseThrow();
  }

  @Test
  void aRecallEndsClipHoldAndOffer() {
    String signed = car.issuer.signed(order);
    receive(signed);
    assertThat(clip()).isEqualTo(Clip.State.MATCHED);
    byte[] offer = ("{\"orderId\":\"" + order.id() + "\"}").getBytes(StandardCharsets.UTF_8);
    car.outbox.add("offers", offer, order.validUntil());
    car.outbox.add("status", new byte[] {1}, order.validUntil());

    receive(car.issuer.directed(Directive.Kind.RECALL, signed));
    assertThat(clip()).isEqualTo(Clip.State.RECALLED);
    assertThat(new HeldShare(car.database).segments()).isEmpty();
    assertThat(car.orders.count(OrderStore.State.RECALLED)).isEqualTo(1);
    assertThat(car.outbox.waiting()).as("what speaks of it has not left").isEqualTo(1);
    assertThat(car.clips.takenBack()).hasSize(1);
    assertThat(car.clips.takenBack()).as("told once").isEmpty();
    assertThat(car.ledger.rows())
        .last()
        .satisfies(
            row -> {
              assertThat(row.event()).isEqualTo("recalled");
              assertThat(row.orderId()).isEqualTo(order.id());
              assertThat(row.detail()).contains("the child was found", "1 clip", "1 offer");
            });
  }

  @Test
  void anOrderThatComesAfterItsRecallIsRefused() {
    String signed = car.issuer.signed(order);
    receive(car.issuer.directed(Directive.Kind.RECALL, signed));
    receive(signed);
    assertThat(car.clips.counts()).isEmpty();
    assertThat(car.ledger.rows())
        .singleElement()
        .extracting(LedgerStore.Row::detail)
        .asString()
        .startsWith("RECALLED");
  }

  @Test
  void aStrangersRecallEndsNothing() {
    String signed = car.issuer.signed(order);
    receive(signed);
    receive(new Issuer().directed(Directive.Kind.RECALL, signed));
    assertThat(clip()).isEqualTo(Clip.State.MATCHED);
    assertThat(car.ledger.rows()).last().extracting(LedgerStore.Row::event).isEqualTo("refused");
  }

  @Test
  void aRecallOfAnotherWordingEndsNothing() {
    receive(car.issuer.signed(order));
    VideoOrder worded = fresh();
    assertThat(worded.id()).isNotEqualTo(order.id());
    receive(car.issuer.directed(Directive.Kind.RECALL, car.issuer.signed(worded)));
    assertThat(clip()).isEqualTo(Clip.State.MATCHED);
  }

  @Test
  void anOrderOfOneSignerEndsAfterADayUnlessItIsApproved() {
    receive(car.issuer.drafted(order));
    Instant due = order.issued().plus(OrderCheck.APPROVAL);
    workAll(due.minusMillis(1));
    assertThat(clip()).isEqualTo(Clip.State.MATCHED);
    workAll(due);
    assertThat(clip()).isEqualTo(Clip.State.RECALLED);
    assertThat(car.ledger.rows())
        .last()
        .extracting(LedgerStore.Row::detail)
        .asString()
        .startsWith("no second signature");
  }

  @Test
  void anApprovedOrderGoesOn() {
    String signed = car.issuer.drafted(order);
    receive(signed);
    receive(car.issuer.directed(Directive.Kind.APPROVE, signed));
    workAll(order.issued().plus(Duration.ofDays(2)));
    assertThat(clip()).isEqualTo(Clip.State.MATCHED);
  }

  @Test
  void aCarThatComesLateObeysTheApprovalFirst() {
    String signed = car.issuer.drafted(order);
    car.board.at(2 * 24 * 3600);
    car.receive(signed);
    car.receive(car.issuer.directed(Directive.Kind.APPROVE, signed));
    assertThat(inbox.work()).as("a directive waits").isFalse();
    workAll(Issuer.at(2 * 24 * 3600));
    assertThat(car.orders.count(OrderStore.State.REFUSED)).isZero();
    assertThat(clip()).isEqualTo(Clip.State.MATCHED);
  }

  @Test
  void aCarThatComesLateRefusesAnOrderThatWasNeverApproved() {
    car.board.at(2 * 24 * 3600);
    car.receive(car.issuer.drafted(order));
    workAll(Issuer.at(2 * 24 * 3600));
    assertThat(car.ledger.rows())
        .singleElement()
        .extracting(LedgerStore.Row::detail)
        .asString()
        .startsWith("SIGNATURES_MISSING");
  }
}
