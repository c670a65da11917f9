package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.relay.order.OrderEvents;
import cetra.wire.message.Extent;
import cetra.wire.message.LinkState;
import cetra.wire.message.Offer;
import cetra.wire.message.OrderEvent;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which offer is asked for next, over real stores; one at a time, so that the order shows. */
@SuppressWarnings("NullAway.Init")
final class LiveOffersTest {
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

  private VideoOrder ordered(int maxClips, Urgency urgency) {
    VideoOrder order = town.order(maxClips, urgency, town.now.plus(LIFE));
    stores.orderDesk.submit(town.signed(order), TestTown.ISSUER);
    return order;
  }

  private Offer previewed(int car, VideoOrder order, int from, int to, long octets) {
    return offered(car, order, from, to, octets, Extent.PREVIEW);
  }

  private Offer offered(int car, VideoOrder order, int from, int to, long octets) {
    return offered(car, order, from, to, octets, Extent.FULL);
  }

  /** Seconds into the window that a car shows, and how many octets they take. */
  private Offer offered(int car, VideoOrder order, int from, int to, long octets, Extent extent) {
    clock.pass(Duration.ofSeconds(1)); // of two that are worth the same the earlier one goes
    Instant begin = town.window().from();
    Offer offer =
        Offer.of(
                TestTown.newOfferId(),
                order.id(),
                begin.plusSeconds(from),
                begin.plusSeconds(to),
                20,
                "likely",
                octets)
            .showing(extent);
    stores.offer(TestTown.deviceName(car), offer);
    return offer;
  }

  /** The offers in the order in which they are granted, each received before the next. */
  private List<String> granted() {
    List<String> granted = new ArrayList<>();
    UploadScheduler scheduler = stores.scheduler(1);
    while (scheduler.step()) {
      stores
          .offers
          .oldest(OfferState.GRANTED)
          .ifPresent(
              clip -> {
                granted.add(clip.id());
                stores.offers.move(clip.id(), OfferState.RECEIVED);
              });
    }
    return granted;
  }

  private List<@Nullable String> reasons(VideoOrder order) {
    return stores.events.after(order.id(), 0, 100).stream()
        .map(OrderEvents.Numbered::event)
        .filter(event -> event.step() == OrderEvent.Step.GRANTED)
        .map(OrderEvent::detail)
        .collect(Collectors.toList());
  }

  @Test
  void whatNobodyHasShownGoesBeforeAnotherViewOfTheSame() {
    VideoOrder order = ordered(3, Urgency.ROUTINE);
    Offer first = offered(1, order, 60, 90, 100_000);
    Offer same = offered(2, order, 60, 90, 100_000);
    Offer other = offered(3, order, 120, 150, 100_000);
    assertThat(granted()).containsExactly(first.offerId(), other.offerId(), same.offerId());
  }

  @Test
  void ofTwoThatShowTheSameTheShorterOneGoesFirst() {
    VideoOrder order = ordered(2, Urgency.ROUTINE);
    Offer large = offered(1, order, 60, 90, 9_000_000);
    Offer small = offered(2, order, 60, 90, 900_000);
    assertThat(granted()).containsExactly(small.offerId(), large.offerId());
  }

  @Test
  void aCarThatWouldComeTooLateWaits() {
    VideoOrder order = ordered(2, Urgency.ROUTINE);
    stores.rates.observe(TestTown.deviceName(1), 40_000, Duration.ofSeconds(40), Leases.UNLIMITED);
    Offer slow = offered(1, order, 60, 90, 8_000_000);
    Offer quick = offered(2, order, 60, 90, 8_000_000);
    assertThat(granted()).containsExactly(quick.offerId(), slow.offerId());
  }

  @Test
  void aLifeGoesBeforeWhateverIsWorthMore() {
    VideoOrder routine = ordered(1, Urgency.ROUTINE);
    VideoOrder life = ordered(1, Urgency.LIFE);
    Offer cheap = offered(1, routine, 0, 290, 1000);
    Offer dear = offered(2, life, 60, 61, 90_000_000);
    assertThat(granted()).containsExactly(dear.offerId(), cheap.offerId());
  }

  @Test
  void whoWaitsLongIsAskedAtLast() {
    Offer old = offered(1, ordered(1, Urgency.ROUTINE), 60, 90, 1_000_000);
    clock.pass(Duration.ofMinutes(20));
    Offer fresh = offered(2, ordered(1, Urgency.ROUTINE), 60, 90, 500_000);
    assertThat(granted()).containsExactly(old.offerId(), fresh.offerId());
  }

  @Test
  void theIssuerIsToldWhy() {
    VideoOrder order = ordered(2, Urgency.ROUTINE);
    offered(1, order, 60, 90, 100_000);
    offered(2, order, 70, 100, 100_000);
    granted();
    assertThat(reasons(order))
        .containsExactly(
            "shows 30 s that no other clip shows", "shows 10 s that no other clip shows");
  }

  @Test
  void aClipBesideTheWindowsIsNotForgotten() {
    Offer beside = offered(1, ordered(1, Urgency.ROUTINE), 301, 302, 1000);
    assertThat(granted()).containsExactly(beside.offerId());
  }

  @Test
  void aPreviewGoesBeforeWhatItIsOfAndCountsForItself() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Offer all = offered(1, order, 60, 120, 30_000_000);
    Offer preview = previewed(1, order, 60, 120, 2_400_000);
    assertThat(granted()).containsExactly(preview.offerId(), all.offerId());
    assertThat(reasons(order))
        .containsExactly(
            "goes ahead as a preview; shows 60 s that no other clip shows",
            "shows 60 s that no other clip shows");
  }

  @Test
  void noMorePreviewsGoAheadThanClipsAreWanted() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    for (int car = 1; car <= 3; car++) {
      offered(car, order, 60, 120, 90_000_000);
      previewed(car, order, 60, 120, 2_400_000);
    }
    granted();
    assertThat(stores.offers.granted(order.id())).filteredOn(OfferedClip::ahead).hasSize(1);
  }

  private List<String> open() {
    return stores.offers.live().stream()
        .map(OfferBook.Change::clip)
        .filter(clip -> clip.state().open())
        .map(OfferedClip::id)
        .toList();
  }

  /**
   * However much room there is, nobody is asked for the whole while another one's preview comes.
   */
  @Test
  void whoWasAskedForAPreviewIsAskedForTheWhole() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    List<Offer> previews = new ArrayList<>();
    List<Offer> wholes = new ArrayList<>();
    for (int car = 1; car <= 3; car++) {
      wholes.add(offered(car, order, 60, 120, 30_000_000));
      previews.add(previewed(car, order, 60, 120, 2_400_000));
    }
    UploadScheduler scheduler = stores.scheduler(10);
    while (scheduler.step()) {
      // until it has decided
    }
    assertThat(open()).hasSize(1);
    int chosen = previews.stream().map(Offer::offerId).toList().indexOf(open().getFirst());
    assertThat(chosen).isNotNegative();
    stores.offers.move(previews.get(chosen).offerId(), OfferState.RECEIVED);
    while (scheduler.step()) {
      // again
    }
    assertThat(open()).containsExactly(wholes.get(chosen).offerId());
  }

  /** Of so little the whole is worth what it takes of the data plan, and the preview is not. */
  @Test
  void aPreviewThatIsNeverAskedForHoldsNothingUpForLong() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    LinkState link = new LinkState(true, false, false, 12_000_000L);
    Offer all = offered(1, order, 60, 61, 6_000_000).over(link);
    Offer preview = previewed(1, order, 60, 61, 4_800_000).over(link);
    stores.offer(TestTown.deviceName(1), all);
    stores.offer(TestTown.deviceName(1), preview);
    assertThat(granted()).isEmpty();
    clock.pass(Duration.ofSeconds(11));
    assertThat(granted()).containsExactly(all.offerId());
  }

  @Test
  void whatHasComeWholeNeedsNoPreview() {
    VideoOrder order = ordered(2, Urgency.ROUTINE);
    Offer all = offered(1, order, 60, 120, 30_000_000);
    assertThat(granted()).containsExactly(all.offerId());
    stores.offers.move(all.offerId(), OfferState.VERIFIED);
    Offer preview = previewed(1, order, 61, 119, 2_400_000);
    assertThat(granted()).isEmpty();
    assertThat(stores.offers.find(preview.offerId()).orElseThrow().state())
        .isEqualTo(OfferState.REFUSED);
  }

  @Test
  void moreThanAnOrderWantsIsNotTaken() {
    VideoOrder order = town.order(2, Urgency.ROUTINE, town.now.plus(LIFE), Extent.PREVIEW);
    stores.orderDesk.submit(town.signed(order), TestTown.ISSUER);
    Offer all = offered(1, order, 60, 120, 30_000_000);
    Offer preview = previewed(1, order, 60, 120, 2_400_000);
    assertThat(granted()).containsExactly(preview.offerId());
    assertThat(stores.offers.find(all.offerId())).isEmpty();
    assertThat(stores.offers.find(preview.offerId()).orElseThrow().ahead()).isFalse();
  }

  @Test
  void theShortestClipIsAskedForToo() {
    VideoOrder order = ordered(1, Urgency.ROUTINE);
    Instant begin = town.window().from();
    Offer offer =
        Offer.of(
            TestTown.newOfferId(), order.id(), begin, begin.plusMillis(40), 20, "likely", 5000);
    stores.offer(TestTown.deviceName(1), offer);
    assertThat(granted()).containsExactly(offer.offerId());
  }

  @Test
  void theSameOffersAreAskedForInTheSameOrder() {
    VideoOrder order = ordered(50, Urgency.URGENT);
    List<String> offers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      offers.add(offered(1, order, 60, 90, 100_000).offerId());
    }
    assertThat(granted()).containsExactlyElementsOf(offers);
  }
}
