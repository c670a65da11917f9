package cetra.relay.schedule;

import cetra.relay.order.OrderBook;
import cetra.wire.order.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Picks the offer to ask for next, by {@link UploadPlan}: what it adds to what its order has, by
 * the octets it takes on its device's road. Orders for life go before all others; an issuer that
 * has much under way lets others in, and whoever waits long weighs more. All of it is read anew
 * from the store each time, so that a restart changes nothing.
 */
final class NextUpload {
  /**
   * What is asked for, and why.
   *
   * @param why in a sentence, for the issuer
   */
  record Choice(OfferedClip clip, String why) {}

  /** What waits this long weighs twice as much. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final double LIFE = 16;
  private static final double URGENT = 4;

  /** The relay's line, in bytes a second, bears just one: only the best is of interest. */
  private static final double ONE = 2500;

  /** However little of a piece a clip shows, it is a view. */
  private static final double NOTICEABLE = 0.1;

  /** A manifest alone takes more. */
  private static final double LEAST_BYTES = 10_000;

  private static final double[] CELLS = {1e12};

  /** Of two that are worth the same, the one that came first. */
  private static final double EARLIER = 1e-4;

  private final OfferBook offers;
  private final OrderBook orders;
  private final LinkRates rates;
  private final Clock clock;

  NextUpload(OfferBook offers, OrderBook orders, LinkRates rates, Clock clock) {
    this.offers = offers;
    this.orders = orders;
    this.rates = rates;
    this.clock = clock;
  }

  /**
   * Picks.
   *
   * @param since a granted clip of which nothing was heard since then does not count
   */
  Optional<Choice> choose(Instant since) {
    List<OfferBook.Waiting> waiting = offers.waiting(since);
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Round round = new Round(since);
    boolean life = round.isForLife(waiting.getFirst());
    for (OfferBook.Waiting offer : waiting) {
      if (!life || round.isForLife(offer)) {
        round.add(offer);
      }
    }
    return round.best();
  }

  /** One look at all that waits. */
  private final class Round {
    private final Instant since;
    private final Instant now = clock.instant();
    private final UploadPlan plan = new UploadPlan();
    private final Map<String, OrderBook.Entry> known = new HashMap<>();
    private final Map<String, OrderedScene> scenes = new HashMap<>();
    private final Map<String, Integer> devices = new HashMap<>();
    private final Map<String, Long> underWay;
    private final List<OfferedClip> clips = new ArrayList<>();

    Round(Instant since) {
      this.since = since;
      this.underWay = offers.underWayByIssuer(since);
    }

    private OrderBook.Entry order(OfferBook.Waiting offer) {
      return known.computeIfAbsent(offer.clip().orderId(), id -> orders.find(id).orElseThrow());
    }

    boolean isForLife(OfferBook.Waiting offer) {
      return order(offer).order().urgency() == Urgency.LIFE;
    }

    void add(OfferBook.Waiting offer) {
      OfferedClip clip = offer.clip();
      OrderBook.Entry entry = order(offer);
      OrderedScene scene =
          scenes.computeIfAbsent(
              clip.orderId(), id -> new OrderedScene(entry.order(), offers.taken(id, since)));
      Map<Long, Double> shown = scene.shown(clip);
      double[] worth = shown.keySet().stream().mapToDouble(scene::worth).toArray();
      int element = plan.scene(worth);
      int[] elements = new int[worth.length];
      float[] qualities = new float[worth.length];
      int i = 0;
      for (double quality : shown.values()) {
        elements[i] = element + i;
        qualities[i++] = (float) Math.max(quality, NOTICEABLE);
      }
      plan.clip(
          device(clip.device()),
          weight(entry, offer.arrived()),
          isForLife(offer),
          Math.max((double) clip.bytes(), LEAST_BYTES),
          Duration.between(now, entry.until()).toMillis() / 1000.0,
          elements,
          qualities);
      clips.add(clip); // which the plan numbers from zero on too
    }

    private int device(String name) {
      return devices.computeIfAbsent(
          name,
          added -> {
            int number = devices.size();
            plan.device(number, rates.link(added), 0);
            return number;
          });
    }

    private double weight(OrderBook.Entry entry, Instant arrived) {
      double urgency =
          switch (entry.order().urgency()) {
            case LIFE -> LIFE;
            case URGENT -> URGENT;
            case ROUTINE -> 1;
          };
      double waited = Duration.between(arrived, now).toMillis() / (double) LONG.toMillis();
      long others = underWay.getOrDefault(entry.order().issuer(), 0L);
      double first = 1 - EARLIER * clips.size() / (clips.size() + 1);
      return urgency * first * (1 + Math.max(0, waited)) / (1 + others);
    }

    Optional<Choice> best() {
      int[] candidates = IntStream.range(0, clips.size()).toArray();
      List<OfferedClip> granted = new ArrayList<>();
      plan.plan(
          0,
          ONE,
          CELLS,
          candidates,
          candidates.length,
          (clip, rate) -> granted.add(clips.get(clip)));
      return granted.stream().findFirst().map(this::choice);
    }

    private Choice choice(OfferedClip clip) {
      OrderedScene scene = scenes.get(clip.orderId());
      return new Choice(clip, scene == null ? "" : scene.reason(clip));
    }
  }
}
