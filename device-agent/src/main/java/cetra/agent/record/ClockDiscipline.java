package cetra.agent.record;

import cetra.hardware.BoardClock;
import cetra.hardware.Fix;
import cetra.wire.evidence.TrackPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Learns the UTC of this boot from fixes, and until there are any from a host that a time server
 * keeps right, and says how far it can be off.
 *
 * <p>A board has no clock when it boots, so nothing is believed at once: the estimate follows fixes
 * that agree with it, gets tighter with them, and is replaced only when {@value #CONVINCING} fixes
 * in a row agree with each other and not with it. A receiver that starts in 1980 is not believed at
 * all. Recorded times are never touched: they are monotonic, and the estimate applies to all of
 * them backwards. Safe for many threads.
 */
public final class ClockDiscipline {
  private static final String GNSS = "gnss";
  private static final String HOST = "network";

  /** How many fixes in a row it takes to be believed. */
  static final int CONVINCING = 3;

  /** Serial latency of a receiver and the age of its fix. */
  private static final long FIRST_BOUND_MILLIS = 1000;

  private static final long SETTLED_BOUND_MILLIS = 500;

  /** A crystal's worst drift while no fix arrives, in parts per million. */
  private static final long DRIFT_PPM = 50;

  /**
   * A step of two settled estimates that is no mistake of the receiver's: a leap second. UTC then
   * has one second that no single estimate can tell for the whole boot.
   */
  private static final Duration LEAP = Duration.ofSeconds(2);

  /** A host that can be off by more knows nothing worth to match orders by. */
  private static final Duration WORST_HOST = Duration.ofSeconds(10);

  private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private final BoardClock clock;
  private final Consumer<UtcEstimate> improved;
  private volatile Optional<Known> known = Optional.empty();
  private Instant candidate = Instant.EPOCH;
  private int agreeing;
  private Instant first = Instant.EPOCH;

  /**
   * What is believed, read without a lock: who asks for the time may hold the database's, which
   * {@code improved} takes.
   *
   * @param lastNanos when the last fix agreed
   */
  private record Known(UtcEstimate estimate, long lastNanos) {}

  /**
   * Knows nothing yet.
   *
   * @param improved is told each better estimate, on the thread that observes
   */
  public ClockDiscipline(BoardClock clock, Consumer<UtcEstimate> improved) {
    this.clock = clock;
    this.improved = improved;
  }

  /** What recorded fixes say: as many as convince, in a row, that agree. */
  static Optional<UtcEstimate> estimate(List<TrackPoint> track) {
    Instant first = Instant.EPOCH;
    int agreeing = 0;
    for (TrackPoint point : track) {
      Instant zero = point.utc().minusNanos(point.nanos());
      if (credible(point.utc())) {
        agreeing = near(zero, first) ? agreeing + 1 : 1;
        first = agreeing == 1 ? zero : first;
      }
      if (agreeing == CONVINCING) {
        return Optional.of(new UtcEstimate(first, FIRST_BOUND_MILLIS, GNSS));
      }
    }
    return Optional.empty();
  }

  /** Learns from a fix. */
  public synchronized void observe(Fix fix) {
    if (!credible(fix.utc())) {
      return;
    }
    Instant zero = fix.utc().minusNanos(fix.nanos());
    if (!near(zero, candidate)) {
      candidate = zero;
      agreeing = 0;
    }
    agreeing++;
    known
        .filter(now -> near(zero, now.estimate().zero()) && fix.nanos() > now.lastNanos())
        .ifPresent(now -> known = Optional.of(new Known(now.estimate(), fix.nanos())));
    if (agreeing >= CONVINCING) {
      improve(agreeing < 10 * CONVINCING ? FIRST_BOUND_MILLIS : SETTLED_BOUND_MILLIS, fix.nanos());
    }
  }

  /**
   * Learns from the host's clock while a time server keeps it right; counts for nothing once fixes
   * have been believed.
   *
   * @param utc the host's time now
   * @param error how far it can be off
   */
  public synchronized void observeHost(Instant utc, Duration error) {
    boolean counts = known.isEmpty() || known.get().estimate().source().equals(HOST);
    if (counts && credible(utc) && error.compareTo(WORST_HOST) <= 0) {
      long now = clock.nanos();
      UtcEstimate heard = new UtcEstimate(utc.minusNanos(now), Math.max(1, error.toMillis()), HOST);
      Optional<UtcEstimate> kept =
          known.map(Known::estimate).filter(before -> saysAsMuch(before, heard));
      if (kept.isPresent()) {
        known = Optional.of(new Known(kept.get(), now));
      } else {
        replace(heard, now);
      }
    }
  }

  /** Each estimate is a commit, and a server is asked for ever. */
  private static boolean saysAsMuch(UtcEstimate before, UtcEstimate heard) {
    long apart = Duration.between(before.zero(), heard.zero()).abs().toMillis();
    return apart * 2 <= before.boundMillis() && heard.boundMillis() * 2 > before.boundMillis();
  }

  /** The estimate, its bound widened by the drift since the last fix; empty while none is known. */
  public Optional<UtcEstimate> estimate() {
    return known.map(
        now -> {
          long silent = Math.max(0, clock.nanos() - now.lastNanos());
          long drift = silent / 1_000_000 * DRIFT_PPM / 1_000_000;
          UtcEstimate estimate = now.estimate();
          return new UtcEstimate(
              estimate.zero(), estimate.boundMillis() + drift, estimate.source());
        });
  }

  /** The instant now; empty while it is not known. */
  public Optional<Instant> now() {
    return estimate().map(estimate -> estimate.at(clock.nanos()));
  }

  /** One wild fix between good ones must not loosen what is known. */
  private void improve(long boundMillis, long nanos) {
    Optional<UtcEstimate> before =
        known.map(Known::estimate).filter(estimate -> estimate.source().equals(GNSS));
    boolean follows =
        before
            .filter(estimate -> apart(candidate, estimate.zero()).compareTo(LEAP) <= 0)
            .isPresent();
    Instant begun = follows ? first : candidate;
    long bound = Math.max(boundMillis, apart(candidate, begun).toMillis());
    if (before.filter(estimate -> asGood(estimate, bound)).isEmpty()) {
      replace(new UtcEstimate(candidate, bound, GNSS), nanos);
      first = begun;
    }
  }

  private boolean asGood(UtcEstimate before, long boundMillis) {
    return near(candidate, before.zero()) && before.boundMillis() <= boundMillis;
  }

  /** Believed only when it is kept: what fails here is tried again with the next fix. */
  private void replace(UtcEstimate better, long nanos) {
    improved.accept(better);
    known = Optional.of(new Known(better, nanos));
  }

  private static Duration apart(Instant one, Instant other) {
    return Duration.between(one, other).abs();
  }

  private static boolean credible(Instant utc) {
    return !utc.isBefore(EARLIEST) && !utc.isAfter(LATEST);
  }

  private static boolean near(Instant one, Instant other) {
    return apart(one, other).toMillis() < SETTLED_BOUND_MILLIS;
  }
}
