package cetra.relay.ingest;

import cetra.relay.order.OrderEvents;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Deletes what was not delivered before its order or its owner took it back, with an entry in its
 * custody.
 */
public final class TakenBackUploads {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Database database;
  private final OfferBook offers;
  private final OrderEvents events;
  private final EvidenceVault vault;
  private final CustodyLog custody;
  private final Writers writers;

  /**
   * Over the stores of one database.
   *
   * @param uploads whose writers are turned away first
   */
  public TakenBackUploads(
      Database database,
      OfferBook offers,
      OrderEvents events,
      EvidenceVault vault,
      CustodyLog custody,
      UploadDesk uploads) {
    this.database = database;
    this.offers = offers;
    this.events = events;
    this.vault = vault;
    this.custody = custody;
    this.writers = uploads.writers();
  }

  /** Deletes what is to be deleted; false when that is nothing. */
  public boolean step() throws IOException, InterruptedException {
    boolean some = false;
    for (OfferedClip clip : offers.toDelete()) {
      some |= delete(clip);
    }
    return some;
  }

  private boolean delete(OfferedClip clip) throws IOException, InterruptedException {
    Optional<Writers.Writer> writer = writers.take(clip.id(), () -> {}, PATIENCE);
    if (writer.isEmpty()) {
      return false; // it does not let go; the next step finds it again
    }
    try {
      deleted(clip, vault.delete(clip.id()));
    } finally {
      writer.get().close();
    }
    return true;
  }

  private void deleted(OfferedClip clip, boolean some) {
    database.transaction(
        () -> {
          offers.deleted(clip.id());
          if (some) { // of a grant that had brought nothing yet there is nothing to say
            custody.add(clip.id(), CustodyLog.Act.DELETED, "relay");
            events.add(clip.orderId(), OrderEvent.Step.DELETED, clip.id(), null);
          }
          return clip;
        });
  }
}
