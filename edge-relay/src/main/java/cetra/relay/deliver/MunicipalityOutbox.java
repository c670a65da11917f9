package cetra.relay.deliver;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.Manifest;
import cetra.wire.message.Extent;
import cetra.wire.message.OrderEvent;
import cetra.wire.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tinylog.Logger;

/** Gives verified clips out: a copy for players is made, then the package is the issuer's. */
public final class MunicipalityOutbox {
  private final Database database;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final EvidenceVault vault;
  private final CustodyLog custody;

  /** An outbox over the stores of one database. */
  public MunicipalityOutbox(
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
   * Delivers the oldest verified clip; false when there is none.
   *
   * @throws IOException when a file cannot be written or moved; it is tried again
   */
  public boolean step() throws IOException, InterruptedException {
    Optional<OfferedClip> next = offers.oldest(OfferState.VERIFIED);
    if (next.isPresent()) {
      OfferedClip clip = next.get();
      try {
        deliver(clip);
      } catch (IOException | RuntimeException e) {
        // one clip that cannot be moved must not keep the others waiting
        offers.touch(clip.id());
        throw e;
      }
    }
    return next.isPresent();
  }

  private void deliver(OfferedClip clip) throws IOException, InterruptedException {
    if (orders.recalled(clip.orderId())) {
      offers.advance(clip, OfferState.LAPSED);
      return;
    }
    String detail = Files.exists(vault.view(clip.id())) || copy(clip) ? null : "no copy to play";
    picture(clip);
    vault.deliver(clip.id());
    database.transaction(
        () -> {
          if (orders.recalled(clip.orderId())) { // while it was copied
            offers.advance(clip, OfferState.LAPSED);
          } else if (offers.advance(clip, OfferState.DELIVERED)) {
            custody.add(clip.id(), CustodyLog.Act.DELIVERED, "relay");
            events.add(clip.orderId(), OrderEvent.Step.DELIVERED, clip.id(), detail);
          }
          return clip;
        });
  }

  /** A clip is as good without; noise, and a machine without ffmpeg, have none. */
  private void picture(OfferedClip clip) throws IOException, InterruptedException {
    Path view = vault.view(clip.id());
    Path part = vault.still(clip.id()).resolveSibling(clip.id() + ".still.part");
    if (Files.exists(view) && !Files.exists(vault.still(clip.id()))) {
      try {
        Still.write(view, pictures(clip), part);
        vault.still(clip.id(), part);
      } catch (IOException e) {
        Files.deleteIfExists(part);
        Logger.info("clip {} has no picture: {}", clip.id(), e.getMessage());
      }
    }
  }

  /** Of a preview each segment gives one. */
  private int pictures(OfferedClip clip) throws IOException {
    if (clip.extent() != Extent.PREVIEW) {
      return 1;
    }
    try (EvidencePackage opened = EvidencePackage.open(vault.find(clip.id()))) {
      return Manifest.read(opened.manifest()).segments().size();
    }
  }

  /** False when the clip's boxes do not let its times be moved; the evidence is good without. */
  private boolean copy(OfferedClip clip) throws IOException {
    Path copy = vault.view(clip.id()).resolveSibling(clip.id() + ".view.part");
    try {
      ViewCopy.write(vault.find(clip.id()), clip.extent(), copy);
    } catch (UnplayableClip e) {
      Files.deleteIfExists(copy);
      Logger.warn("clip {} is delivered without a copy to play: {}", clip.id(), e.getMessage());
      return false;
    } catch (UncheckedIOException e) {
      // the disk's fault, not the clip's
      throw e.getCause();
    } catch (RuntimeException e) {
      Files.deleteIfExists(copy);
      Logger.error(e, "clip {} is delivered without a copy to play", clip.id());
      return false;
    }
    vault.view(clip.id(), copy);
    return true;
  }
}
