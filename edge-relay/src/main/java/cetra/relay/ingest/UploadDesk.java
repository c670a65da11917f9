package cetra.relay.ingest;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.relay.schedule.Backhaul;
import cetra.relay.schedule.Leases;
import cetra.relay.schedule.LinkRates;
import cetra.relay.schedule.Measures;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What uploads change in the stores: each step of one is a single transaction. */
public final class UploadDesk {
  /** Between two sweeps. */
  public static final Duration SWEEP = Duration.ofSeconds(30);

  private final Writers writers = new Writers();

  /** Of these the fragments can be put into another package. */
  private static final Set<OfferState> WHOLE =
      EnumSet.of(OfferState.RECEIVED, OfferState.VERIFIED, OfferState.DELIVERED);

  private final Database database;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final EvidenceVault vault;
  private final CustodyLog custody;
  private final LinkRates rates;
  private final Backhaul backhaul;
  private final Leases leases;
  private final Clock clock;
  private Instant swept = Instant.MIN;

  /** A desk over the stores of one database. */
  public UploadDesk(
      Database database,
      OfferBook offers,
      OrderBook orders,
      OrderEvents events,
      EvidenceVault vault,
      CustodyLog custody,
      Measures measures,
      Clock clock) {
    this.database = database;
    this.offers = offers;
    this.orders = orders;
    this.events = events;
    this.vault = vault;
    this.custody = custody;
    this.rates = measures.rates();
    this.backhaul = measures.backhaul();
    this.leases = measures.leases();
    this.clock = clock;
  }

  /**
   * Sweeps, at most every half minute however often it is asked to, since a stage is woken by every
   * commit and a sweep lists a folder. For one thread.
   *
   * @return false, since nothing follows from it at once
   */
  public boolean sweepNowAndThen() throws IOException {
    Instant now = clock.instant();
    if (now.isBefore(swept) || !now.isBefore(swept.plus(SWEEP))) {
      sweep();
      swept = now;
    }
    return false;
  }

  /**
   * Throws away what came of uploads that nobody wants any more, and commits those that are whole:
   * a relay that died, or a database that failed, between the last octet and its commit has left a
   * client that has nothing more to send and may never ask again. What is being written is left
   * alone.
   */
  public void sweep() throws IOException {
    for (String id : vault.incomplete()) {
      Optional<Writers.Writer> writer = writers.takeIdle(id);
      if (writer.isPresent()) {
        try {
          sweep(id);
        } finally {
          writer.get().close();
        }
      }
    }
  }

  private void sweep(String id) throws IOException {
    Optional<OfferedClip> clip = find(id);
    if (clip.filter(found -> found.state().unfinished()).isPresent()) {
      settled(clip.get(), offset(clip.get()));
    } else if (clip.filter(found -> found.state().complete()).isEmpty()) {
      vault.discard(id);
    }
  }

  /** Who writes what. */
  Writers writers() {
    return writers;
  }

  /** What has come of an upload and is forced; for who has the right to write it. */
  long offset(OfferedClip clip) throws IOException {
    try (PartialUpload part = PartialUpload.open(vault.incoming(clip.id()))) {
      return part.offset();
    }
  }

  /** Completes an upload of which all has come and whose commit is missing. */
  void settled(OfferedClip clip, long offset) {
    leases.came(clip.id(), offset);
    if (clip.state().unfinished() && offset == clip.length()) {
      completed(clip);
    }
  }

  /** Octets that the other uploads of its device take, or will, which are not delivered. */
  long others(OfferedClip clip) {
    return offers.underWay(clip.device(), clip.id());
  }

  Optional<OfferedClip> find(String id) {
    return offers.find(id);
  }

  EvidenceVault vault() {
    return vault;
  }

  /** Until when the upload is wanted. */
  Instant expires(OfferedClip clip) {
    return orders.find(clip.orderId()).orElseThrow().until();
  }

  /** Another length is another file: what came of the one before is worth nothing. */
  void create(OfferedClip clip, long length) throws IOException {
    if (clip.length() >= 0 && clip.length() != length) {
      vault.discard(clip.id());
    }
    offers.length(clip.id(), length);
  }

  /**
   * The upload leaves out what another clip of the same device has, which is kept for it.
   *
   * @return false when the relay does not have that clip
   */
  boolean leavesOut(OfferedClip clip, String base) throws IOException {
    Optional<OfferedClip> other =
        offers
            .find(base)
            .filter(found -> found.device().equals(clip.device()))
            .filter(found -> WHOLE.contains(found.state()));
    return other.isPresent() && vault.keepBase(clip.id(), base);
  }

  /** The first octets have come. */
  void begun(OfferedClip clip) {
    database.transaction(
        () -> {
          if (state(clip) == OfferState.GRANTED) {
            offers.move(clip.id(), OfferState.RECEIVING);
            events.add(clip.orderId(), OrderEvent.Step.RECEIVING, clip.id(), null);
          }
          return clip;
        });
  }

  /** Some octets of a body are here. */
  void came(long octets) {
    backhaul.came(octets);
  }

  /** So much of a body came in so much time, and this is what is here now. */
  void came(OfferedClip clip, long octets, Duration took, long offset) {
    rates.observe(clip.device(), octets, took, leases.ceiling(clip.id()));
    leases.came(clip.id(), offset);
  }

  /** Its device asks for it. */
  void heard(OfferedClip clip) {
    leases.heard(clip.device());
  }

  /** Whether an upload has to let others go first. */
  boolean isPaused(OfferedClip clip) {
    return leases.isPaused(clip.id());
  }

  /** The most that an upload may send, in octets a second. */
  long ceiling(OfferedClip clip) {
    return leases.ceiling(clip.id());
  }

  /** Some more has come. */
  void continued(OfferedClip clip) {
    offers.touch(clip.id());
  }

  /** All of it is here and forced. */
  void completed(OfferedClip clip) {
    database.transaction(
        () -> {
          if (state(clip).unfinished()) {
            offers.move(clip.id(), OfferState.RECEIVED);
            rates.save(database, clip.device(), clock);
            custody.add(clip.id(), CustodyLog.Act.RECEIVED, clip.device());
            events.add(clip.orderId(), OrderEvent.Step.RECEIVED, clip.id(), null);
          }
          return clip;
        });
  }

  /** The device takes it back. */
  void withdrawn(OfferedClip clip) throws IOException {
    offers.move(clip.id(), OfferState.WITHDRAWN);
    vault.discard(clip.id());
  }

  private OfferState state(OfferedClip clip) {
    return offers.find(clip.id()).orElseThrow().state();
  }
}
