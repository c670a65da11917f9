package cetra.relay.schedule;

import cetra.wire.message.LinkState;
import java.time.Duration;
import java.time.Instant;

/** An offer to an order that has not ended, as the plan numbers it. */
final class LiveClip {
  /** So long what a preview is of waits for it to be asked for. */
  private static final Duration PREVIEW_FIRST = Duration.ofSeconds(10);

  /** A manifest alone takes more. */
  static final double LEAST_BYTES = 10_000;

  /** Its number in the plan. */
  final int number;

  /** Its device's number in the plan. */
  final int device;

  final LiveOrder order;

  /** When it was offered. */
  final Instant arrived;

  private OfferedClip clip;
  private boolean shown;

  LiveClip(int number, int device, LiveOrder order, OfferBook.Change offer) {
    this.number = number;
    this.device = device;
    this.order = order;
    this.arrived = offer.arrived();
    this.clip = offer.clip();
  }

  /** As it was last seen in the store. */
  OfferedClip clip() {
    return clip;
  }

  void clip(OfferedClip newest) {
    clip = newest;
  }

  /** Whether more of it may come. */
  boolean isWanted() {
    return clip.state().unfinished();
  }

  /** Whether its device lets it go now. */
  boolean mayGo() {
    LinkState link = clip.link();
    return link == null || !link.held();
  }

  /** Whether its preview is still to be asked for, and soon will be. */
  boolean waitsForPreview(Instant now) {
    return clip.state() == OfferState.PENDING
        && !clip.ahead()
        && order.lacksPreviews() > 0
        && order
            .previewOf(this)
            .filter(preview -> preview.clip.state() == OfferState.PENDING && preview.mayGo())
            .filter(preview -> preview.arrived.plus(PREVIEW_FIRST).isAfter(now))
            .isPresent();
  }

  /** Whether a preview of it is here or on its way. */
  boolean isPromised() {
    return !clip.ahead()
        && order
            .previewOf(this)
            .filter(preview -> preview.clip.state().open() || preview.hasArrived())
            .isPresent();
  }

  /** As which of its order's clips it counts. */
  int counted() {
    OrderedScene scene = order.scene();
    if (clip.ahead()) {
      return scene.previews();
    }
    return isPromised() ? scene.promised() : scene.number();
  }

  /** Whether its device's data plan bears what is still to come. */
  boolean isBorne(long here) {
    LinkState link = clip.link();
    Long left = link == null || !link.metered() ? null : link.left();
    return left == null || remaining(here) <= left;
  }

  /** Whether it has come and is not known to be something else. */
  boolean hasArrived() {
    return clip.state().complete() && clip.state() != OfferState.QUARANTINED;
  }

  /** True once, when it is known to be what it should be. */
  boolean isFirstShown() {
    boolean first = !shown && hasArrived() && clip.state() != OfferState.RECEIVED;
    shown |= first;
    return first;
  }

  /** Octets that are still to come, of which so many are here. */
  double remaining(long here) {
    long all = clip.length() >= 0 ? clip.length() : clip.bytes();
    return Math.max((double) (all - here), LEAST_BYTES);
  }
}
