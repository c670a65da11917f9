package cetra.agent.match;

import cetra.agent.index.ClipStore;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.agent.index.Stage;
import cetra.agent.index.TrackStore;
import cetra.agent.record.ClockDiscipline;
import cetra.agent.record.UtcEstimate;
import cetra.wire.order.Scene;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.Step;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds what standing orders ask for as soon as the car has seen it, long before their windows end.
 *
 * <p>Each new segment is followed fix by fix through a tree of the orders, which only tells which
 * of them are worth a search; the search is that of every order, over the time since the last one.
 * Up to when an order has been searched is in the database, so that a restart goes on there.
 */
public final class StandingWatch implements Stage {
  /** A car that stays at the place is not waited for longer than this. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final Duration LEAD = Duration.ofNanos(OrderMatcher.LEAD_NANOS);

  /** The first and the last time since its last search at which an order was seen. */
  private record Sighting(Instant first, Instant last) {
    /** What is left of it to be searched; null when there is nothing. */
    @Nullable Sighting after(Instant searched) {
      return last.isAfter(searched) ? new Sighting(last, last) : null;
    }
  }

  private final Database database;
  private final OrderStore orders;
  private final ClipStore clips;
  private final LedgerStore ledger;
  private final TrackStore track;
  private final OrderMatcher matcher;
  private final DayShare share;
  private final Decisions decisions;
  private final ClockDiscipline clock;
  private final BooleanSupplier searchable;
  private final Map<Long, Sighting> sightings = new HashMap<>();
  private StandingOrders standing = new StandingOrders(List.of());
  private long followed = -1;
  private Instant covered = Instant.EPOCH;

  /**
   * A stage over the device's database.
   *
   * @param searchable whether all of the ring can be found; until then nothing is followed
   */
  public StandingWatch(
      Database database,
      TrackStore track,
      OrderMatcher matcher,
      DayShare share,
      ClockDiscipline clock,
      BooleanSupplier searchable) {
    this.database = database;
    this.orders = new OrderStore(database);
    this.clips = new ClipStore(database);
    this.ledger = new LedgerStore(database);
    this.track = track;
    this.matcher = matcher;
    this.share = share;
    this.decisions = new Decisions(database);
    this.clock = clock;
    this.searchable = searchable;
  }

  @Override
  public String name() {
    return "watch";
  }

  @Override
  public boolean work() {
    Optional<Instant> now = clock.now().filter(known -> searchable.getAsBoolean());
    if (now.isEmpty()) {
      return false;
    }
    refresh();
    boolean more = follow();
    if (!more) {
      standing.all().forEach(one -> searchIfDue(one, now.get()));
    }
    return more;
  }

  /** Their texts are long, and they seldom change. */
  private void refresh() {
    List<Long> known = standing.all().stream().map(one -> one.entry().index()).toList();
    if (!orders.standingIndexes().equals(known)) {
      standing = new StandingOrders(orders.standing().stream().map(this::standing).toList());
    }
  }

  private StandingOrders.Standing standing(OrderStore.Entry entry) {
    Scene scene = order(entry).scene();
    // what lies between its last search and now was not followed, and is searched unseen
    sightings.putIfAbsent(entry.index(), new Sighting(covered, covered));
    return new StandingOrders.Standing(entry, scene, matcher.sight(scene));
  }

  private static VideoOrder order(OrderStore.Entry entry) {
    return SignedOrder.read(entry.signed()).unverified();
  }

  /** Follows the segments that are new; whether there were any. */
  private boolean follow() {
    List<TrackStore.Footage> segments = followed < 0 ? begin() : track.after(followed);
    for (TrackStore.Footage footage : segments) {
      track.boot(footage.boot()).ifPresent(utc -> follow(footage, utc));
      followed = footage.segment();
    }
    return !segments.isEmpty();
  }

  private List<TrackStore.Footage> begin() {
    followed = track.newest().map(TrackStore.Footage::segment).orElse(0L);
    covered = track.covered().orElse(covered);
    return List.of();
  }

  private void follow(TrackStore.Footage footage, UtcEstimate utc) {
    covered = utc.at(footage.toNanos()).minusMillis(utc.boundMillis());
    for (Step step : Step.of(track.points(footage))) {
      Instant from = utc.at(step.from().nanos()).minusMillis(utc.boundMillis());
      Instant to = utc.at(step.to().nanos()).plusMillis(utc.boundMillis());
      standing.seenOn(step, from, to).forEach(seen -> sighted(seen, to));
    }
  }

  private void sighted(StandingOrders.Standing seen, Instant at) {
    sightings.merge(
        seen.entry().index(),
        new Sighting(at, at),
        (before, now) -> new Sighting(before.first(), now.last()));
  }

  private void searchIfDue(StandingOrders.Standing one, Instant now) {
    boolean over = Settling.isOver(one.scene(), now, Optional.of(covered));
    Sighting sighting = sightings.get(one.entry().index());
    if (over || (sighting != null && isPast(sighting))) {
      Instant since = orders.searched(one.entry());
      Instant until = over ? covered : covered.minus(Settling.SETTLE).plus(LEAD);
      Answer answer = matcher.search(one.scene(), since, until);
      database.transaction(
          () -> {
            give(order(one.entry()), answer, now);
            orders.searched(one.entry(), searchedUntil(answer, until));
            if (over) {
              end(one, now);
            }
            return answer;
          });
      sightings.computeIfPresent(one.entry().index(), (index, seen) -> seen.after(until));
    }
  }

  /** What is seen next may need what was recorded before it, unless that was given already. */
  private Instant searchedUntil(Answer answer, Instant until) {
    Instant least = until.minus(LEAD);
    return answer.matches().stream()
        .flatMap(match -> track.boot(match.boot()).map(utc -> utc.at(match.toNanos())).stream())
        .filter(end -> end.isAfter(least))
        .max(Comparator.naturalOrder())
        .orElse(least);
  }

  private boolean isPast(Sighting sighting) {
    return covered.isAfter(sighting.last().plus(Settling.SETTLE))
        || covered.isAfter(sighting.first().plus(LONGEST_WAIT));
  }

  private void give(VideoOrder order, Answer answer, Instant now) {
    if (!share.exceeded(order, answer.matches())) {
      decisions.hold(order, answer, now);
    } else {
      String detail = share.excess(order) + " " + now.atOffset(ZoneOffset.UTC).toLocalDate();
      LedgerStore.Row row = new LedgerStore.Row(now, order.id(), "withheld", detail);
      if (ledger.of(order.id()).stream().noneMatch(known -> known.detail().equals(detail))) {
        ledger.append(row);
      }
    }
  }

  private void end(StandingOrders.Standing one, Instant now) {
    VideoOrder order = order(one.entry());
    boolean found = clips.any(order.id());
    OrderStore.State state = found ? OrderStore.State.MATCHED : OrderStore.State.SILENT;
    decisions.settle(one.entry(), order, state, now);
  }
}
