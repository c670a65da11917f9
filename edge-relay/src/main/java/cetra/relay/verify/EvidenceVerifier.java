package cetra.relay.verify;

import cetra.relay.order.OrderBook;
import cetra.relay.order.OrderEvents;
import cetra.relay.schedule.OfferBook;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.CustodyLog;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.evidence.EvidenceFault;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.evidence.SharedFragments;
import cetra.wire.message.OrderEvent;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipException;
import org.tinylog.Logger;

/**
 * Judges what was received: authentic, from the device that was granted it, and of the ordered time
 * and place. What is not goes into quarantine and frees its place for another offer.
 */
public final class EvidenceVerifier {
  private static final String SELF = "relay";

  private final Database database;
  private final OfferBook offers;
  private final OrderBook orders;
  private final OrderEvents events;
  private final EvidenceVault vault;
  private final CustodyLog custody;
  private final PackageVerifier packages;

  /** A verifier over the stores of one database. */
  public EvidenceVerifier(
      Database database,
      OfferBook offers,
      OrderBook orders,
      OrderEvents events,
      EvidenceVault vault,
      CustodyLog custody,
      PackageVerifier packages) {
    this.database = database;
    this.offers = offers;
    this.orders = orders;
    this.events = events;
    this.vault = vault;
    this.custody = custody;
    this.packages = packages;
  }

  /**
   * Judges the oldest clip that was received; false when there is none.
   *
   * @throws IOException when it cannot be read or moved; it is tried again
   */
  public boolean step() throws IOException {
    Optional<OfferedClip> next = offers.oldest(OfferState.RECEIVED);
    if (next.isPresent()) {
      decide(next.get());
    }
    return next.isPresent();
  }

  private void decide(OfferedClip clip) throws IOException {
    if (orders.recalled(clip.orderId())) {
      offers.advance(clip, OfferState.LAPSED);
      return;
    }
    try {
      VideoOrder order = orders.find(clip.orderId()).orElseThrow().order();
      switch (judgement(clip, order)) {
        case EvidenceVerdict.Authentic authentic -> accept(clip, authentic);
        case EvidenceVerdict.Rejected rejected -> quarantine(clip, rejected);
      }
    } catch (IOException | RuntimeException e) {
      // one clip that cannot be read or moved must not keep the others waiting
      offers.touch(clip.id());
      throw e;
    }
  }

  /** Fails closed: contents that nobody foresaw are no evidence, and are not judged again. */
  private EvidenceVerdict judgement(OfferedClip clip, VideoOrder order) throws IOException {
    try {
      return judge(clip, order);
    } catch (UncheckedIOException e) {
      // the disk's fault, not the package's
      throw e.getCause();
    } catch (RuntimeException e) {
      Logger.error(e, "clip {} cannot be judged", clip.id());
      return rejected(EvidenceFault.PACKAGE, "its contents cannot be judged: " + e);
    }
  }

  private EvidenceVerdict judge(OfferedClip clip, VideoOrder order) throws IOException {
    try {
      putTogether(clip);
    } catch (ZipException e) {
      return rejected(EvidenceFault.PACKAGE, String.valueOf(e.getMessage()));
    }
    EvidenceVerdict verdict = packages.verify(vault.find(clip.id()));
    if (!(verdict instanceof EvidenceVerdict.Authentic found)) {
      return verdict;
    }
    return foreign(clip, found.manifest())
        .or(() -> new OrderedScene(order).fault(found.manifest(), found.track()))
        .map(EvidenceVerdict.class::cast)
        .orElse(found);
  }

  /** Fragments that another order has brought already were left out; may be done again. */
  private void putTogether(OfferedClip clip) throws IOException {
    Path base = vault.base(clip.id());
    if (Files.exists(base) && Files.exists(vault.incoming(clip.id()))) {
      Path whole = base.resolveSibling(clip.id() + ".whole");
      long shared = SharedFragments.putBack(vault.incoming(clip.id()), base, whole);
      offers.length(clip.id(), Files.size(whole));
      vault.whole(clip.id(), whole);
      Logger.info("clip {} shares {} octets with another order's", clip.id(), shared);
    }
  }

  private static Optional<EvidenceVerdict.Rejected> foreign(OfferedClip clip, Manifest manifest) {
    if (!manifest.device().equals(clip.device())) {
      return Optional.of(rejected(EvidenceFault.ORDER, "recorded by another device"));
    }
    if (!clip.orderId().equals(manifest.orderId()) || !clip.id().equals(manifest.offerId())) {
      return Optional.of(
          rejected(
              EvidenceFault.ORDER,
              "sealed for order " + manifest.orderId() + ", offer " + manifest.offerId()));
    }
    if (manifest.shows() != clip.extent()) {
      return Optional.of(
          rejected(
              EvidenceFault.ORDER,
              "offered was " + clip.extent() + " footage, and it is " + manifest.shows()));
    }
    return Optional.empty();
  }

  private void accept(OfferedClip clip, EvidenceVerdict.Authentic verdict) throws IOException {
    vault.accept(clip.id());
    database.transaction(
        () -> {
          if (offers.advance(clip, OfferState.VERIFIED)) {
            custody.add(clip.id(), CustodyLog.Act.VERIFIED, SELF);
            events.add(clip.orderId(), OrderEvent.Step.VERIFIED, clip.id(), verdict.text());
          }
          return clip;
        });
  }

  private void quarantine(OfferedClip clip, EvidenceVerdict.Rejected verdict) throws IOException {
    String reason = verdict.text();
    vault.quarantine(clip.id(), reason);
    database.transaction(
        () -> {
          if (offers.quarantine(clip, reason)) {
            custody.add(clip.id(), CustodyLog.Act.QUARANTINED, SELF);
            events.add(clip.orderId(), OrderEvent.Step.QUARANTINED, clip.id(), reason);
          }
          return clip;
        });
    Logger.warn("clip {} is in quarantine: {}", clip.id(), verdict.fault());
  }

  private static EvidenceVerdict.Rejected rejected(EvidenceFault fault, String detail) {
    return new EvidenceVerdict.Rejected(fault, OptionalInt.empty(), detail);
  }
}
