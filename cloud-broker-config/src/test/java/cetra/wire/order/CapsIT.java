package cetra.wire.order;

import static cetra.wire.order.Issuer.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.geo.Area;
import cetra.wire.key.IdentityFolder;
import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;

/**
 * Orders around every cap, all rightly signed by an issuer that the root vouches for: what is
 * accepted is just what a second reading of the rules, written here, allows. {@code
 * -Dcaps.orders=100000} takes seven minutes.
 */
final class CapsIT {
  private static final int ORDERS = Integer.getInteger("caps.orders", 5_000);
  private static final double TOWN_METRES = 10_000;
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Issuer issuer = new Issuer();
  private final KeyPair stranger = IdentityFolder.newEvidenceKey();
  private final OrderCheck check = new OrderCheck(Issuer.root());

  /** An order on one side of some limits, and whether it is on the right side of all. */
  private static final class Draft {
    private final Random random;
    private boolean allowed = true;

    Draft(long seed) {
      this.random = new Random(seed);
    }

    /** A value on either side of a limit: well below, just below, just above or well above. */
    private double within(double limit, double hair) {
      double value =
          switch (random.nextInt(16)) {
            case 0 -> limit + hair;
            case 1 -> limit * 1.5 + hair;
            case 2, 3, 4 -> limit - hair;
            default -> limit * 0.5;
          };
      allowed &= value <= limit;
      return value;
    }

    private Duration within(Duration limit) {
      return Duration.ofMillis(Math.round(within((double) limit.toMillis(), 1)));
    }

    private <T> T any(List<T> values) {
      return values.get(random.nextInt(values.size()));
    }

    private boolean seldom() {
      return random.nextInt(15) == 0;
    }
  }

  @Test
  void whatIsAcceptedIsWhatTheRulesAllow() {
    AtomicInteger accepted = new AtomicInteger();
    Map<Refusal, Integer> refused = new ConcurrentHashMap<>();
    IntStream.range(0, ORDERS)
        .parallel()
        .forEach(
            seed -> {
              Draft draft = new Draft(seed);
              String text = signed(draft);
              switch (check.check(text, NOW)) {
                case OrderVerdict.Accepted order -> {
                  assertThat(draft.allowed)
                      .as("order %d: %s", seed, Json.text(order.order()))
                      .isTrue();
                  accepted.incrementAndGet();
                }
                case OrderVerdict.Refused why -> {
                  assertThat(draft.allowed).as("order %d: %s", seed, why).isFalse();
                  refused.merge(why.why(), 1, Integer::sum);
                }
                case OrderVerdict.Directed directive -> throw new AssertionError(directive);
                case OrderVerdict.Lapsed lapse -> throw new AssertionError(lapse);
              }
            });
    assertThat(accepted.get()).isBetween(ORDERS / 10, ORDERS / 2);
    for (Refusal why :
        List.of(
            Refusal.CREDENTIAL_NOT_VALID,
            Refusal.SIGNATURES_MISSING,
            Refusal.BAD_SIGNATURE,
            Refusal.EXPIRED,
            Refusal.LIVES_TOO_LONG,
            Refusal.PURPOSE_NOT_GRANTED,
            Refusal.OUTSIDE_JURISDICTION,
            Refusal.AREA_TOO_LARGE,
            Refusal.TIME_TOO_LONG,
            Refusal.IN_THE_FUTURE,
            Refusal.WATCHES_THE_PAST)) {
      assertThat(refused.getOrDefault(why, 0)).as("%s", why).isGreaterThan(ORDERS / 1000);
    }
  }

  private String signed(Draft draft) {
    Purpose purpose = draft.any(List.of(Purpose.values()));
    List<Purpose> granted = List.of(Purpose.values());
    if (draft.seldom()) {
      granted = granted.stream().filter(other -> other != purpose).toList();
      draft.allowed = false;
    }
    Credential credential =
        issuer.credential(
            "14382",
            granted,
            draft.seldom() ? notYet(draft) : NOW,
            draft.seldom() ? over(draft) : NOW.plus(MOMENT));
    VideoOrder order = order(draft, purpose);
    SignedOrder drafted = issuer.byDrafter(order, credential);
    if (draft.seldom()) {
      draft.allowed &= order.urgency() == Urgency.LIFE;
      return drafted.text();
    }
    if (draft.seldom()) {
      draft.allowed = false;
      return drafted.with("approver", stranger.getPrivate()).text();
    }
    return drafted.with("approver", issuer.approver.getPrivate()).text();
  }

  private static Instant notYet(Draft draft) {
    draft.allowed = false;
    return NOW.plus(MOMENT);
  }

  private static Instant over(Draft draft) {
    draft.allowed = false;
    return NOW;
  }

  private static VideoOrder order(Draft draft, Purpose purpose) {
    double cap = purpose == Purpose.DISASTER ? 25 : 1.29;
    double radius = Math.sqrt(draft.within(cap, cap * 1e-6) * 1e6 / Math.PI);
    boolean watch = purpose == Purpose.WATCH;
    Instant issued = NOW.plus(draft.within(Duration.ofMinutes(2)));
    TimeWindow window = watch ? watched(draft, issued) : past(draft, purpose);
    Instant until = draft.seldom() ? over(draft) : NOW.plus(draft.within(Duration.ofDays(8)));
    Urgency urgency = draft.any(List.of(Urgency.values()));
    return new VideoOrder(
        VideoOrder.newId(issued),
        "14382",
        purpose,
        "R8-17",
        Issuer.TEXT,
        Issuer.TEXT,
        circle(draft, radius),
        List.of(window),
        Seen.INSIDE,
        urgency,
        until,
        3,
        Extent.FULL);
  }

  private static TimeWindow past(Draft draft, Purpose purpose) {
    Duration most = purpose == Purpose.DISASTER ? Duration.ofHours(3) : Duration.ofHours(12);
    Duration length = draft.within(most);
    Instant end = NOW.plus(draft.within(Duration.ofMinutes(2)));
    return new TimeWindow(end.minus(length), end);
  }

  private static TimeWindow watched(Draft draft, Instant issued) {
    Duration length = draft.within(Duration.ofDays(7));
    Instant begin = issued.minus(draft.within(Duration.ofMinutes(2)));
    return new TimeWindow(begin, begin.plus(length));
  }

  /** Around a place from which the town's border is so far, to a hand's breadth. */
  private static Area circle(Draft draft, double radius) {
    double away = draft.within(TOWN_METRES - radius, 0.1);
    double azimuth = draft.random.nextDouble(360);
    var middle = Geodesic.WGS84.Direct(35.33, 139.12, azimuth, away);
    return Area.circle(middle.lat2, middle.lon2, radius);
  }
}
