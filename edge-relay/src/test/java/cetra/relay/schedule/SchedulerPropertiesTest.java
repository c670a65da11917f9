package cetra.relay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.wire.message.LinkState;
import cetra.wire.message.Offer;
import cetra.wire.message.Topics;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of the relay's scheduler whatever happens, over real stores. */
final class SchedulerPropertiesTest {
  private static final int CARS = 12;
  private static final int AT_ONCE = 5;
  private static final int EVENTS = 250;
  private static final long PLAN = 3_000_000;
  private static final LinkState FREE = new LinkState(false, false, false, null);

  @TempDir Path folder;

  /** A town in which things happen, each by chance; the same seed, the same things. */
  private static final class Chance implements AutoCloseable {
    private final Random random;
    private final TestTown town;
    private final TestClock clock;
    private final TestStores stores;
    private final List<VideoOrder> orders = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final Map<String, Integer> cars = new HashMap<>();
    private final Map<Integer, LinkState> links = new HashMap<>();
    private UploadScheduler scheduler;

    Chance(Path folder, long seed) throws Exception {
      random = new Random(seed);
      town = new TestTown(Files.createDirectories(folder));
      clock = new TestClock(town.now);
      stores = new TestStores(folder, town, clock);
      scheduler = stores.scheduler(AT_ONCE);
    }

    void event() {
      switch (random.nextInt(10)) {
        case 0 -> order();
        case 1, 2, 3 -> offer();
        case 4 -> tells(random.nextInt(CARS));
        case 5 -> any(OfferState.GRANTED).ifPresent(clip -> moves(clip, OfferState.RECEIVED));
        case 6 -> any(OfferState.RECEIVED).ifPresent(clip -> moves(clip, OfferState.VERIFIED));
        case 7 -> any(OfferState.RECEIVED).ifPresent(clip -> moves(clip, OfferState.QUARANTINED));
        case 8 -> clock.pass(Duration.ofSeconds(random.nextInt(200)));
        default ->
            stores.offerDesk.arrived(
                Topics.status(TestTown.deviceName(random.nextInt(CARS))), new byte[0]);
      }
      settle();
    }

    private Optional<OfferedClip> any(OfferState state) {
      List<OfferedClip> all =
          offers.stream()
              .flatMap(offer -> clip(offer).stream())
              .filter(clip -> clip.state() == state)
              .toList();
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private void moves(OfferedClip clip, OfferState state) {
      stores.offers.move(clip.id(), state);
    }

    private void order() {
      Urgency urgency = List.of(Urgency.values()).get(random.nextInt(3));
      Duration valid = Duration.ofSeconds(300 + random.nextInt(6000));
      VideoOrder order = town.order(1 + random.nextInt(3), urgency, clock.instant().plus(valid));
      stores.orderDesk.submit(town.signed(order), TestTown.ISSUER);
      orders.add(order);
    }

    private void offer() {
      if (!orders.isEmpty()) {
        VideoOrder order = orders.get(random.nextInt(orders.size()));
        Offer offer = town.offer(order, 100_000 + random.nextInt(2_000_000));
        int car = random.nextInt(CARS);
        cars.put(offer.offerId(), car);
        offers.add(offer);
        stores.offer(TestTown.deviceName(car), offer.over(links.getOrDefault(car, FREE)));
      }
    }

    /** Something changes for a car, and so for all its offers. */
    private void tells(int car) {
      boolean metered = random.nextBoolean();
      LinkState link = new LinkState(metered, false, random.nextInt(4) == 0, metered ? PLAN : null);
      links.put(car, link);
      for (Offer offer : offers) {
        if (cars.getOrDefault(offer.offerId(), -1) == car) {
          stores.offer(TestTown.deviceName(car), offer.over(link));
        }
      }
    }

    private Optional<OfferedClip> clip(Offer offer) {
      return stores.offers.find(offer.offerId());
    }

    void settle() {
      boolean more = true;
      while (more) {
        more = scheduler.step();
      }
    }

    void restart() {
      scheduler = stores.scheduler(AT_ONCE);
      settle();
    }

    List<OfferedClip> open() {
      return offers.stream()
          .flatMap(offer -> clip(offer).stream())
          .filter(clip -> clip.state().open())
          .toList();
    }

    List<OfferState> states() {
      return offers.stream()
          .map(offer -> clip(offer).map(OfferedClip::state).orElse(OfferState.REFUSED))
          .toList();
    }

    void holds() {
      List<OfferedClip> open = open();
      assertThat(open).as("at once").hasSizeLessThanOrEqualTo(AT_ONCE);
      Map<String, Long> ofPlan = new HashMap<>();
      for (OfferedClip clip : open) {
        var entry = stores.orders.find(clip.orderId()).orElseThrow();
        LinkState link = clip.link();
        assertThat(entry.until()).as("its order").isAfter(clock.instant());
        assertThat(link == null || !link.held()).as("its owner lets it go").isTrue();
        if (link != null && link.metered()) {
          ofPlan.merge(clip.device(), clip.bytes(), Long::sum);
        }
      }
      assertThat(ofPlan.values()).as("of a plan").allMatch(octets -> octets <= PLAN);
      for (VideoOrder order : orders) {
        long taken =
            stores.offers.granted(order.id()).stream()
                .map(OfferedClip::state)
                .filter(state -> state != OfferState.QUARANTINED)
                .filter(state -> state.open() || state.complete())
                .count();
        assertThat(taken).as("clips of an order").isLessThanOrEqualTo(order.maxClips());
      }
    }

    @Override
    public void close() {
      stores.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothingIsGrantedThatShouldNotBe(long seed) throws Exception {
    try (Chance chance = new Chance(folder, seed)) {
      for (int event = 0; event < EVENTS; event++) {
        chance.event();
        chance.holds();
      }
      assertThat(chance.states()).as("the test is not empty").contains(OfferState.VERIFIED);
    }
  }

  @Test
  void theSameEventsLeadToTheSameGrants() throws Exception {
    try (Chance one = new Chance(folder.resolve("one"), 7);
        Chance other = new Chance(folder.resolve("other"), 7)) {
      for (int event = 0; event < EVENTS; event++) {
        one.event();
        other.event();
        assertThat(one.states()).isEqualTo(other.states());
      }
    }
  }

  @Test
  void aRestartTakesBackNoGrant() throws Exception {
    try (Chance chance = new Chance(folder, 9)) {
      for (int event = 0; event < EVENTS; event++) {
        chance.event();
        if (event % 10 == 0) {
          List<OfferedClip> before = chance.open();
          chance.restart();
          chance.holds();
          assertThat(chance.open()).extracting(OfferedClip::id).containsAll(ids(before));
        }
      }
    }
  }

  private static List<String> ids(List<OfferedClip> clips) {
    return clips.stream().map(OfferedClip::id).toList();
  }

  /** However much that is worth more keeps coming, what waits has its turn before its end. */
  @Test
  void nobodyWaitsForEver() throws Exception {
    try (Chance chance = new Chance(folder, 11)) {
      VideoOrder poor = chance.town.order(1, Urgency.ROUTINE, chance.clock.instant().plus(HOURS));
      chance.stores.orderDesk.submit(chance.town.signed(poor), TestTown.ISSUER);
      Offer large = chance.town.offer(poor, 2_000_000);
      chance.stores.offer(TestTown.deviceName(0), large);
      int rounds = 0;
      while (chance.clip(large).orElseThrow().state() == OfferState.PENDING) {
        VideoOrder rich =
            chance.town.order(AT_ONCE, Urgency.URGENT, chance.clock.instant().plus(HOURS));
        chance.stores.orderDesk.submit(chance.town.signed(rich), TestTown.ISSUER);
        for (int car = 1; car <= AT_ONCE; car++) {
          chance.stores.offer(TestTown.deviceName(car), chance.town.offer(rich, 500_000));
        }
        chance.settle();
        chance.stores.offers.granted(rich.id()).stream()
            .filter(clip -> clip.state().open())
            .forEach(clip -> chance.stores.offers.move(clip.id(), OfferState.DELIVERED));
        chance.clock.pass(Duration.ofMinutes(2));
        assertThat(rounds++).isLessThan(200);
      }
      assertThat(rounds).as("it did wait").isGreaterThan(1);
    }
  }

  private static final Duration HOURS = Duration.ofHours(12);
}
