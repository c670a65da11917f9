package cetra.relay.ingest;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What uploads change in the stores: each step of one is a single transaction. */
public final class UploadDesk {
  private final Database database;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final EvidenceVault vault;
  private final CustodyLog custody;

  /** A desk over the stores of one database. */
  public UploadDesk(
      Database database,
      OfferBook offers,
      OrderBook orders,
      OrderEvents events,
      EvidenceVault vault,
      CustodyLog custody) {
    this.database = database;
    this.offers = offers;
    this.orders = orders;
    this.events = events;
    this.vault = vault;
    this.custody = custody;
  }

  /**
   * Throws away what came of uploads that nobody wants any more; false, since nothing follows from
   * it.
   */
  public boolean sweep() throws IOException {
    for (String id : vault.incomplete()) {
      boolean wanted =
          find(id).filter(clip -> clip.state().open() || clip.state().complete()).isPresent();
      if (!wanted) {
        vault.discard(id);
      }
    }
    return false;
  }

  Optional<OfferedClip> find(String id) {
    return offers.find(id);
  }

  EvidenceVault vault() {
    return vault;
  }

  /** Until when the upload is wanted. */
  Instant expires(OfferedClip clip) {
    return orders.find(clip.orderId()).orElseThrow().order().validUntil();
  }

  /** Another length is another file: what came of the one before is worth nothing. */
  void create(OfferedClip clip, long length) throws IOException {
    if (clip.length() >= 0 && clip.length() != length) {
      vault.discard(clip.id());
    }
    offers.length(clip.id(), length);
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

  /** Some more has come. */
  void continued(OfferedClip clip) {
    offers.touch(clip.id());
  }

  /** All of it is here and forced. */
  void completed(OfferedClip clip) {
    database.transaction(
        () -> {
          if (state(clip).open()) {
            offers.move(clip.id(), OfferState.RECEIVED);
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
