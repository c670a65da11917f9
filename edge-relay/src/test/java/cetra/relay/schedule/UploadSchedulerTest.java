package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.wire.message.Json;
import cetra.wire.message.LinkState;
import cetra.wire.message.Offer;
import cetra.wire.message.OrderEvent;
import cetra.wire.message.Topics;
import cetra.wire.message.Withdrawal;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
  void aSilentDeviceLosesItsLease() {
    Offer silent = offered(ordered(1, Urgency.ROUTINE));
    run(1);
    Offer next = offeredBy(2, ordered(1, Urgency.ROUTINE));
    run(1);
    assertThat(state(next)).isEqualTo(OfferState.PENDING);
    clock.pass(Leases.SILENCE.plusSeconds(1));
    run(1);
    assertThat(state(next)).isEqualTo(OfferState.GRANTED);
    assertThat(state(silent)).isEqualTo(OfferState.PENDING);
    assertThat(steps(silent)).endsWith("paused: nothing was heard of its camera");
  }

  @Test
  void aSilentDeviceHoldsUpNoOtherOfItsOrder() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer silent = offered(order);
    Offer next = offeredBy(2, order);
    run(10);
    assertThat(state(next)).isEqualTo(OfferState.PENDING);
    clock.pass(Leases.SILENCE.plusSeconds(1));
    run(10);
    assertThat(state(silent)).isEqualTo(OfferState.PENDING);
    assertThat(state(next)).isEqualTo(OfferState.GRANTED);
  }

  @Test
  void aSilentDeviceIsAskedAgainWhenItIsHeardOf() {
    Offer silent = offered(ordered(1, Urgency.ROUTINE));
    UploadScheduler scheduler = run(10);
    clock.pass(Leases.SILENCE.plusSeconds(1));
    run(scheduler);
    clock.pass(Duration.ofMinutes(5));
    run(scheduler);
    assertThat(state(silent)).isEqualTo(OfferState.PENDING);
    stores.offerDesk.arrived(Topics.status(CAR), new byte[0]);
    clock.pass(Duration.ofSeconds(1));
    run(scheduler);
    assertThat(state(silent)).isEqualTo(OfferState.GRANTED);
  }

  @Test
  void aSilentDeviceIsNotWantedAnyMoreOnceOthersCameInItsPlace() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer silent = offered(order);
    stores.offers.length(silent.offerId(), 1000);
    Offer next = offeredBy(2, order);
    run(10);
    clock.pass(Leases.SILENCE.plusSeconds(1));
    run(10);
    stores.offers.move(next.offerId(), OfferState.DELIVERED);
    run(10);
    assertThat(state(silent)).isEqualTo(OfferState.LAPSED);
  }

  @Test
  void aLifeTakesTheLineFromWhatIsUnderWay() {
    Offer routine = offered(ordered(1, Urgency.ROUTINE));
    UploadScheduler scheduler = run(1);
    stores.offers.move(routine.offerId(), OfferState.RECEIVING);
    Offer life = offeredBy(2, ordered(1, Urgency.LIFE));
    run(scheduler);
    assertThat(state(life)).isEqualTo(OfferState.GRANTED);
    assertThat(state(routine)).isEqualTo(OfferState.PENDING);
    assertThat(stores.leases.isPaused(routine.offerId())).isTrue();
    assertThat(steps(routine)).endsWith("paused: others go first");
    stores.offers.move(life.offerId(), OfferState.RECEIVED);
    run(scheduler);
    assertThat(state(routine)).isEqualTo(OfferState.GRANTED);
    assertThat(stores.leases.isPaused(routine.offerId())).isFalse();
  }

  @Test
  void whatIsUnderWayIsNotLeftForWhatIsHardlyBetter() {
    Offer first = offered(ordered(1, Urgency.ROUTINE));
    UploadScheduler scheduler = run(1);
    Offer alike = offeredBy(2, ordered(1, Urgency.ROUTINE));
    run(scheduler);
    assertThat(state(first)).isEqualTo(OfferState.GRANTED);
    assertThat(state(alike)).isEqualTo(OfferState.PENDING);
  }

  /** Some more than the line bears, for a road may be worse than it was; not without end. */
  @Test
  void onAScarceLineEachUploadHasACeiling() {
    List<String> cars = Stream.of(1, 2, 3).map(TestTown::deviceName).toList();
    for (String car : cars) {
      stores.rates.observe(car, 10_000_000, Duration.ofSeconds(1), Leases.UNLIMITED);
      stores.offer(car, town.offer(ordered(1, Urgency.ROUTINE), 90_000_000));
    }
    run(stores.scheduler(10, 16e6));
    List<OfferedClip> granted =
        stores.offers.live().stream()
            .map(OfferBook.Change::clip)
            .filter(clip -> clip.state() == OfferState.GRANTED)
            .toList();
    double ceilings =
        granted.stream().mapToDouble(clip -> (double) stores.leases.ceiling(clip.id())).sum();
    assertThat(granted).isNotEmpty();
    assertThat(ceilings).isBetween(16e6, 16e6 * 2.2);
  }

  @Test
  void anAmpleLineGivesNone() {
    Offer only = offered(ordered(1, Urgency.ROUTINE));
    run(10);
    assertThat(stores.leases.ceiling(only.offerId())).isEqualTo(Leases.UNLIMITED);
  }

  @Test
  void aDeviceThatMayNotSendIsNotAskedUntilItMay() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer offer = town.offer(order).over(new LinkState(true, false, true, null));
    stores.offer(CAR, offer);
    UploadScheduler scheduler = run(10);
    assertThat(state(offer)).isEqualTo(OfferState.PENDING);
    stores.offer(CAR, offer.over(new LinkState(false, false, false, null)));
    run(scheduler);
    assertThat(state(offer)).isEqualTo(OfferState.GRANTED);
    stores.offer(CAR, offer.over(new LinkState(true, false, true, null)));
    run(scheduler);
    assertThat(state(offer)).isEqualTo(OfferState.PENDING);
    assertThat(steps(offer)).endsWith("paused: its camera may not send now");
  }

  @Test
  void anUploadThatItsPlanDoesNotBearAnyMoreIsPausedForThat() {
    Offer offer = town.offer(ordered(1, Urgency.ROUTINE), 4_000_000);
    stores.offer(CAR, offer.over(new LinkState(true, false, false, 500_000_000L)));
    UploadScheduler scheduler = run(10);
    assertThat(state(offer)).isEqualTo(OfferState.GRANTED);
    stores.offer(CAR, offer.over(new LinkState(true, false, false, 1_000_000L)));
    run(scheduler);
    assertThat(steps(offer)).endsWith("paused: its camera's data plan does not bear the rest");
  }

  @Test
  void nothingIsAskedForBeyondADataPlan() {
    Offer offer =
        town.offer(ordered(1, Urgency.ROUTINE)).over(new LinkState(true, false, false, 0L));
    stores.offer(CAR, offer);
    run(10);
    assertThat(state(offer)).isEqualTo(OfferState.PENDING);
  }

  @Test
  void aCarThatIsAboutToLeaveGoesFirst() {
    Offer stays = town.offer(ordered(1, Urgency.ROUTINE), 4_000_000);
    stores.offer(CAR, stays);
    Offer leaves =
        town.offer(ordered(1, Urgency.ROUTINE), 4_000_000)
            .over(new LinkState(false, true, false, null));
    stores.offer(TestTown.deviceName(2), leaves);
    run(1);
    assertThat(state(leaves)).isEqualTo(OfferState.GRANTED);
    assertThat(state(stays)).isEqualTo(OfferState.PENDING);
  }

  /** Whoever had the line for long lets others in, however much he still wants. */
  @Test
  void anIssuerThatHadMuchLetsOthersIn() {
    IssuerUse use = new IssuerUse();
    use.came("14366", false, 900e6);
    use.came("14382", false, 100e6);
    Set<String> both = Set.of("14366", "14382");
    assertThat(use.weight("14366", both)).isLessThan(1).isGreaterThanOrEqualTo(0.25);
    assertThat(use.weight("14382", both)).isGreaterThan(1).isLessThanOrEqualTo(4);
    assertThat(use.weight("14366", Set.of("14366"))).as("alone").isEqualTo(1);
    use.passed(20 * 600.0);
    assertThat(use.weight("14366", both)).as("forgotten").isEqualTo(1);
  }

  @Test
  void whoCallsEverythingUrgentHasNothingUrgent() {
    IssuerUse use = new IssuerUse();
    use.came("14366", true, 90e6);
    assertThat(use.mayBeUrgent("14366")).as("some is free").isTrue();
    use.came("14366", true, 90e6);
    assertThat(use.mayBeUrgent("14366")).isFalse();
    use.came("14382", false, 1e9);
    assertThat(use.mayBeUrgent("14366")).as("beside all that came").isTrue();
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
    stores.rates.observe(CAR, 100_000_000, Duration.ofSeconds(1), Leases.UNLIMITED);
    VideoOrder order = ordered(50, Urgency.ROUTINE);
    Random random = new Random(11);
    List<Offer> offers = Stream.generate(() -> town.offer(order)).limit(20).toList();
    UploadScheduler scheduler = stores.scheduler(50);
    for (int message = 0; message < 1000; message++) {
      Offer offer = offers.get(random.nextInt(offers.size()));
      if (message > 500 && offers.indexOf(offer) < 10) {
        stores.offerDesk.arrived(
            Topics.deviceAnswers(CAR), Json.bytes(Withdrawal.of(offer.offerId())));
      } else {
        stores.offer(CAR, offer);
      }
      scheduler = message % 100 == 0 ? stores.scheduler(50) : scheduler; // a restart
      scheduler.step();
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
    return offeredBy(1, order);
  }

  private Offer offeredBy(int car, VideoOrder order) {
    clock.pass(Duration.ofSeconds(1)); // of two that are worth the same the earlier one goes
    Offer offer = town.offer(order);
    stores.offer(TestTown.deviceName(car), offer);
    return offer;
  }

  private List<String> steps(Offer offer) {
    return stores.events.after(offer.orderId(), 0, 100).stream()
        .map(event -> event.event())
        .filter(event -> offer.offerId().equals(event.clipId()))
        .map(event -> event.step().name().toLowerCase(Locale.ROOT) + ": " + event.detail())
        .toList();
  }

  private UploadScheduler run(int grantsAtOnce) {
    return run(stores.scheduler(grantsAtOnce));
  }

  private static UploadScheduler run(UploadScheduler scheduler) {
    boolean more = true;
    while (more) {
      more = scheduler.step();
    }
    return scheduler;
  }

  private OfferState state(Offer offer) {
    return stores.offers.find(offer.offerId()).orElseThrow().state();
  }
}
