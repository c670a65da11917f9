package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
import cetra.wire.message.OrderEvent;
import cetra.wire.message.Topics;
import cetra.wire.message.Withdrawal;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class UploadSchedulerTest {
  private static final String CAR = TestTown.deviceName(1);
  private static final Duration LIFE = Duration.ofHours(1);

  private TestTown town;
  private TestClock clock;
  private TestStores stores;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    clock = new TestClock(town.now);
    stores = new TestStores(folder, town, clock);
  }

  @AfterEach
  void end() {
    stores.close();
  }

  @Test
  void noMoreIsAskedForThanTheOrderWants() {
    VideoOrder order = ordered(2, Urgency.ROUTINE);
    Offer first = offered(order);
    Offer second = offered(order);
    Offer third = offered(order);
    run(10);
    assertThat(state(first)).isEqualTo(OfferState.GRANTED);
    assertThat(state(second)).isEqualTo(OfferState.GRANTED);
    assertThat(state(third)).isEqualTo(OfferState.PENDING);
  }

  @Test
  void aQuarantinedClipFreesItsPlace() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer first = offered(order);
    Offer second = offered(order);
    run(10);
    stores.offers.quarantine(stores.offers.find(first.offerId()).orElseThrow(), "test");
    run(10);
    assertThat(state(second)).isEqualTo(OfferState.GRANTED);
  }

  @Test
  void theMostUrgentIsAskedForFirst() {
    Offer routine = offered(ordered(1, Urgency.ROUTINE));
    Offer life = offered(ordered(1, Urgency.LIFE));
    run(1);
    assertThat(state(life)).isEqualTo(OfferState.GRANTED);
    assertThat(state(routine)).isEqualTo(OfferState.PENDING);
  }

  @Test
  void aSilentDeviceGivesUpItsPlaceOnTheLineButNotItsGrant() {
    Offer silent = offered(ordered(1, Urgency.ROUTINE));
    run(1);
    Offer next = offered(ordered(1, Urgency.ROUTINE));
    run(1);
    assertThat(state(next)).isEqualTo(OfferState.PENDING);
    clock.pass(UploadScheduler.SILENCE.plusSeconds(1));
    run(1);
    assertThat(state(next)).isEqualTo(OfferState.GRANTED);
    assertThat(state(silent)).isEqualTo(OfferState.GRANTED);
  }

  @Test
  void aSilentDeviceHoldsUpNoOtherOfItsOrder() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer silent = offered(order);
    Offer next = offered(order);
    Offer third = offered(order);
    run(10);
    assertThat(state(next)).isEqualTo(OfferState.PENDING);
    clock.pass(UploadScheduler.SILENCE.plusSeconds(1));
    run(10);
    assertThat(state(silent)).isEqualTo(OfferState.GRANTED);
    assertThat(state(next)).isEqualTo(OfferState.GRANTED);
    assertThat(state(third)).isEqualTo(OfferState.PENDING);
    stores.offers.move(next.offerId(), OfferState.RECEIVED);
    clock.pass(UploadScheduler.SILENCE.plusSeconds(1));
    run(10);
    assertThat(state(third)).isEqualTo(OfferState.PENDING);
  }

  @Test
  void aSilentDeviceIsNotWantedAnyMoreOnceOthersCameInItsPlace() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer silent = offered(order);
    Offer next = offered(order);
    run(10);
    clock.pass(UploadScheduler.SILENCE.plusSeconds(1));
    run(10);
    assertThat(state(silent)).isEqualTo(OfferState.GRANTED);
    stores.offers.move(next.offerId(), OfferState.DELIVERED);
    run(10);
    assertThat(state(silent)).isEqualTo(OfferState.LAPSED);
  }

  @Test
  void surplusIsRefusedOnceTheOrderHasWhatItWants() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer first = offered(order);
    Offer surplus = offered(order);
    run(10);
    stores.offers.move(first.offerId(), OfferState.DELIVERED);
    run(10);
    assertThat(state(surplus)).isEqualTo(OfferState.REFUSED);
    assertThat(stores.outbox.waiting()).isEqualTo(2);
  }

  @Test
  void whatIsNotCompleteWhenTheOrderEndsLapses() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer granted = offered(order);
    Offer waiting = offered(order);
    run(10);
    clock.pass(LIFE);
    run(10);
    assertThat(state(granted)).isEqualTo(OfferState.LAPSED);
    assertThat(state(waiting)).isEqualTo(OfferState.REFUSED);
    assertThat(stores.scheduler(10).step()).isFalse();
  }

  @Test
  void anOfferToAnUnknownOrderIsRefusedAndNotKept() {
    Offer stray = town.offer(town.order(1));
    stores.offer(CAR, stray);
    assertThat(stores.offers.find(stray.offerId())).isEmpty();
    assertThat(stores.outbox.waiting()).isEqualTo(1);
  }

  /** Offers and withdrawals of some clips, each again and again and in any order. */
  @Test
  void aThousandMessagesInAnyOrderLeadToOneAnswerEach() {
    VideoOrder order = ordered(50, Urgency.ROUTINE);
    Random random = new Random(11);
    List<Offer> offers = Stream.generate(() -> town.offer(order)).limit(20).toList();
    for (int message = 0; message < 1000; message++) {
      Offer offer = offers.get(random.nextInt(offers.size()));
      if (message > 500 && offers.indexOf(offer) < 10) {
        stores.offerDesk.arrived(
            Topics.deviceAnswers(CAR), Json.bytes(Withdrawal.of(offer.offerId())));
      } else {
        stores.offer(CAR, offer);
      }
      stores.scheduler(50).step();
    }
    assertThat(offers.subList(0, 10)).allMatch(offer -> state(offer) == OfferState.WITHDRAWN);
    assertThat(offers.subList(10, 20)).allMatch(offer -> state(offer) == OfferState.GRANTED);
    Map<OrderEvent.Step, Long> clips = stores.events.clips(order.id());
    assertThat(clips.get(OrderEvent.Step.OFFERED)).isEqualTo(20);
    assertThat(clips.get(OrderEvent.Step.WITHDRAWN)).isEqualTo(10);
    assertThat(stores.events.after(order.id(), 0, 100))
        .as("offered, granted, withdrawn")
        .hasSize(50);
  }

  @Test
  void aRepeatedOfferIsOneOfferAndAnsweredAgain() {
    Offer offer = offered(ordered(1, Urgency.ROUTINE));
    stores.offer(CAR, offer);
    run(10);
    stores.offer(CAR, offer);
    stores.offer(TestTown.deviceName(2), offer);
    assertThat(stores.outbox.waiting()).isEqualTo(2);
    assertThat(stores.offers.find(offer.offerId()).orElseThrow().device()).isEqualTo(CAR);
  }

  private VideoOrder ordered(int maxClips, Urgency urgency) {
    VideoOrder order = town.order(maxClips, urgency, town.now.plus(LIFE));
    stores.orderDesk.submit(town.signed(order), TestTown.ISSUER);
    return order;
  }

  private Offer offered(VideoOrder order) {
    Offer offer = town.offer(order);
    stores.offer(CAR, offer);
    return offer;
  }

  private void run(int grantsAtOnce) {
    UploadScheduler scheduler = stores.scheduler(grantsAtOnce);
    boolean more = true;
    while (more) {
      more = scheduler.step();
    }
  }

  private OfferState state(Offer offer) {
    return stores.offers.find(offer.offerId()).orElseThrow().state();
  }
}
