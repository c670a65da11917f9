package cetra.relay.deliver;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.relay.vault.Retention;
import cetra.wire.custody.DeletionCertificate;
import cetra.wire.log.LogKey;
import cetra.wire.message.Json;
import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes packages whose time is up, unless a case holds them, and signs that they are gone.
 *
 * <p>The package's hash is committed before its file is deleted, and the certificate after, so that
 * a crash in between neither loses what it says nor lets it say too much.
 */
public final class ExpiredClips {
  private final Database database;
  private final RetentionStore store;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final EvidenceVault vault;
  private final CustodyLog custody;
  private final Retention retention;
  private final LogKey key;
  private final Clock clock;

  /** Over the stores of one database. */
  public ExpiredClips(
      Database database,
      RetentionStore store,
      OfferBook offers,
      OrderBook orders,
      OrderEvents events,
      EvidenceVault vault,
      CustodyLog custody,
      Retention retention,
      LogKey key,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.offers = offers;
    this.orders = orders;
    this.events = events;
    this.vault = vault;
    this.custody = custody;
    this.retention = retention;
    this.key = key;
    this.clock = clock;
  }

  /** Notes until when new clips are kept, and deletes one that is due; false when none is. */
  public boolean step() throws IOException {
    List<String> arrived = store.unnoted();
    if (!arrived.isEmpty()) {
      database.transaction(() -> note(arrived));
    }
    Optional<String> due = store.due(clock.instant());
    return due.isPresent() && delete(offers.find(due.get()).orElseThrow());
  }

  private List<String> note(List<String> arrived) {
    arrived.forEach(clip -> store.note(clip, until(clip)));
    return arrived;
  }

  private Instant until(String clip) {
    OrderBook.Entry order = orders.find(order(clip)).orElseThrow();
    return order.order().validUntil().plus(retention.of(order.order().purpose()));
  }

  private String order(String clip) {
    return offers.find(clip).orElseThrow().orderId();
  }

  private boolean delete(OfferedClip clip) throws IOException {
    Optional<RetentionStore.Condemned> known = store.condemned(clip.id());
    RetentionStore.Condemned file = known.isPresent() ? known.get() : hashed(clip);
    if (known.isEmpty() && !store.condemn(clip.id(), file)) {
      return false; // a case has come in between
    }
    vault.delete(clip.id());
    database.transaction(() -> deleted(clip, file));
    return true;
  }

  private OfferedClip deleted(OfferedClip clip, RetentionStore.Condemned file) {
    DeletionCertificate certificate =
        new DeletionCertificate(
            DeletionCertificate.FORMAT,
            clip.id(),
            clip.orderId(),
            file.hash(),
            file.bytes(),
            "its retention has ended",
            clock.instant());
    store.deleted(clip.id(), Json.text(key.state(certificate)));
    offers.move(clip.id(), OfferState.DELETED);
    custody.add(clip.id(), CustodyLog.Act.DELETED, "relay");
    events.add(clip.orderId(), OrderEvent.Step.DELETED, clip.id(), "its retention has ended");
    return clip;
  }

  private RetentionStore.Condemned hashed(OfferedClip clip) throws IOException {
    return new RetentionStore.Condemned(vault.hash(clip.id()), Files.size(vault.find(clip.id())));
  }
}
