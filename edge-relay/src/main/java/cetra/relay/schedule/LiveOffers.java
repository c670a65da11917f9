package cetra.relay.schedule;

import cetra.relay.order.OrderBook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that waits or is under way, and the plan over it. It is read from the store once and follows
 * the store's changes, so that an event costs what it touches and a restart changes nothing. For
 * one thread.
 */
final class LiveOffers {
  /** What the plan wants to go now, the most important first. */
  record Turn(LiveClip clip, double bytesPerSecond) {}

  /** Numbers of the plan are never given out again; so many may be of what is gone. */
  private static final int MOST_GONE = 20_000;

  /** An upload that has begun is not left for one that is hardly better. */
  private static final double STAY = 1.5;

  private static final double[] CELLS = {1e12};

  private final OfferBook offers;
  private final OrderBook orderBook;
  private final LinkRates rates;
  private final Leases leases;
  private final Clock clock;
  private final IssuerUse use = new IssuerUse();
  private final Instant zero;
  private UploadPlan plan = new UploadPlan();
  private final Map<String, LiveClip> clips = new HashMap<>();
  private final List<LiveClip> numbered = new ArrayList<>();
  private final TreeMap<Integer, LiveClip> wanted = new TreeMap<>();
  private final Map<String, Optional<LiveOrder>> orders = new HashMap<>();
  private final Map<String, Integer> devices = new HashMap<>();
  private final Set<LiveClip> unjudged = new HashSet<>();
  private int begunWith;
  private double planned;
  private long seen = -1;

  LiveOffers(OfferBook offers, OrderBook orderBook, LinkRates rates, Leases leases, Clock clock) {
    this.offers = offers;
    this.orderBook = orderBook;
    this.rates = rates;
    this.leases = leases;
    this.clock = clock;
    this.zero = clock.instant();
  }

  /** Takes in what has changed; false when nothing has. */
  boolean follow() {
    if (seen < 0 || numbered.size() > 2 * begunWith + MOST_GONE) {
      begin();
      return true;
    }
    long before = seen;
    for (var next = offers.changes(seen); !next.isEmpty(); next = offers.changes(seen)) {
      next.forEach(this::take);
      seen = next.getLast().seq();
    }
    return seen > before;
  }

  private void begin() {
    plan = new UploadPlan();
    List.<Collection<?>>of(numbered, unjudged).forEach(Collection::clear);
    List.<Map<?, ?>>of(clips, wanted, orders, devices).forEach(Map::clear);
    seen = offers.newestChange();
    offers.live().forEach(this::take);
    begunWith = numbered.size();
  }

  private void take(OfferBook.Change change) {
    LiveClip known = clips.get(change.clip().id());
    if (known == null) {
      order(change.clip().orderId())
          .ifPresent(order -> settle(added(change, order), change.clip(), false));
    } else {
      boolean had = known.hasArrived();
      known.clip(change.clip());
      settle(known, change.clip(), had);
    }
  }

  private void settle(LiveClip live, OfferedClip clip, boolean had) {
    boolean has = live.hasArrived();
    if (clip.ahead()) {
      live.order.previewed(live);
    }
    live.order.arrived(clip, (has ? 1 : 0) - (had ? 1 : 0));
    if (has && !had) {
      use.came(live.order.issuer(), live.order.isUrgent(), (double) clip.length());
    }
    if (live.isFirstShown()) {
      plan.delivered(live.number);
    }
    if (clip.state().open() || has) {
      live.order.scene().sees(clip);
    }
    update(unjudged, live, clip.state() == OfferState.RECEIVED);
    if (live.isWanted()) {
      wanted.put(live.number, live);
    } else {
      wanted.remove(live.number);
      leases.forget(clip.id());
    }
  }

  private static void update(Set<LiveClip> set, LiveClip clip, boolean in) {
    if (in) {
      set.add(clip);
    } else {
      set.remove(clip);
    }
  }

  private Optional<LiveOrder> order(String id) {
    return orders.computeIfAbsent(
        id,
        added ->
            orderBook
                .find(added)
                .filter(entry -> entry.until().isAfter(clock.instant()))
                .map(entry -> new LiveOrder(entry, plan)));
  }

  private LiveClip added(OfferBook.Change offer, LiveOrder order) {
    OfferedClip clip = offer.clip();
    Map<Long, Double> shown = order.scene().shown(clip);
    int[] elements = shown.keySet().stream().mapToInt(order.scene()::element).toArray();
    float[] qualities = new float[elements.length];
    int i = 0;
    for (double part : shown.values()) {
      qualities[i++] = order.scene().quality(clip, part);
    }
    int device = devices.computeIfAbsent(clip.device(), added -> devices.size());
    double bytes = Math.max((double) clip.bytes(), LiveClip.LEAST_BYTES);
    double end = seconds(order.until());
    int number = plan.clip(device, 1, order.isForLife(), bytes, end, elements, qualities);
    LiveClip live = new LiveClip(number, device, order, offer);
    numbered.add(live); // which the plan numbers from zero on too
    clips.put(clip.id(), live);
    return live;
  }

  /** All that may go now, whether or not it goes. */
  Collection<LiveClip> wanted() {
    return wanted.values();
  }

  /** Plans: what may go now, on a line that bears so many octets a second and so many uploads. */
  List<Turn> plan(double bears, int most) {
    Instant now = clock.instant();
    use.passed(Math.max(0, seconds(now) - planned));
    planned = seconds(now);
    int[] candidates = candidates(now);
    unjudged.forEach(clip -> plan.expected(clip.number));
    orders.values().forEach(order -> order.ifPresent(this::limit));
    plan.atMost(most);
    List<Turn> turns = new ArrayList<>();
    plan.plan(
        planned,
        bears,
        CELLS,
        candidates,
        candidates.length,
        (clip, rate) -> turns.add(new Turn(numbered.get(clip), rate)));
    return turns;
  }

  /** Tells the plan of all that may go now; returns their numbers. */
  private int[] candidates(Instant now) {
    Map<String, Double> shares = shares();
    List<LiveClip> ready =
        wanted.values().stream()
            .filter(clip -> clip.mayGo() && leases.isAwake(clip.clip().device()))
            .toList();
    orders.values().forEach(order -> order.ifPresent(LiveOrder::begin));
    ready.stream().filter(clip -> !clip.clip().ahead()).forEach(clip -> clip.order.mayGo(clip));
    List<LiveClip> going = ready.stream().filter(clip -> !clip.waitsForPreview(now)).toList();
    going.forEach(clip -> tell(clip, weight(clip, shares, now)));
    return going.stream().mapToInt(clip -> clip.number).toArray();
  }

  private Map<String, Double> shares() {
    Set<String> issuers =
        wanted.values().stream().map(clip -> clip.order.issuer()).collect(Collectors.toSet());
    return issuers.stream()
        .collect(Collectors.toMap(each -> each, each -> use.weight(each, issuers)));
  }

  private void tell(LiveClip clip, double weight) {
    OfferedClip offer = clip.clip();
    plan.countsAs(clip.number, clip.counted());
    plan.device(clip.device, rates.link(offer.device(), offer.link()), planned);
    plan.weight(clip.number, weight);
    plan.remaining(clip.number, clip.remaining(leases.here(offer.id())));
  }

  private void limit(LiveOrder order) {
    plan.wants(order.scene().number(), order.lacksOthers());
    plan.wants(order.scene().promised(), order.lacksPromised());
    plan.wants(order.scene().previews(), order.lacksPreviews());
  }

  private double weight(LiveClip clip, Map<String, Double> shares, Instant now) {
    String issuer = clip.order.issuer();
    return clip.order.weight(clip.arrived, now, use.mayBeUrgent(issuer))
        * shares.getOrDefault(issuer, 1.0)
        * (clip.clip().state().open() ? STAY : 1);
  }

  private double seconds(Instant instant) {
    return Duration.between(zero, instant).toNanos() / 1e9;
  }
}
