package cetra.relay.schedule;

import cetra.relay.order.OrderBook;
import cetra.wire.order.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An order that has not ended, and what the plan knows of it. */
final class LiveOrder {
  /** What waits this long weighs twice as much. */
  private static final double LONG_MILLIS = Duration.ofMinutes(10).toMillis();

  /** Before all others, whatever else is weighed. */
  private static final double LIFE = 1e12;

  private static final double URGENT = 4;

  private final OrderBook.Entry entry;
  private final OrderedScene scene;
  private int arrived;
  private int previewed;

  /** The newest preview of each device. */
  private final Map<String, LiveClip> previews = new HashMap<>();

  /** Of the wholes that may go now: whose preview goes ahead, and what has begun without one. */
  private int promised;

  private int others;

  LiveOrder(OrderBook.Entry entry, UploadPlan plan) {
    this.entry = entry;
    this.scene = new OrderedScene(entry.order(), plan);
  }

  OrderedScene scene() {
    return scene;
  }

  String issuer() {
    return entry.order().issuer();
  }

  Instant until() {
    return entry.until();
  }

  boolean isForLife() {
    return entry.order().urgency() == Urgency.LIFE;
  }

  boolean isUrgent() {
    return entry.order().urgency() != Urgency.ROUTINE;
  }

  /** A clip has come, or shows to be none. */
  void arrived(OfferedClip clip, int clips) {
    if (clip.ahead()) {
      previewed += clips;
    } else {
      arrived += clips;
    }
  }

  /** How many clips it lacks. */
  int lacks() {
    return Math.max(0, entry.order().maxClips() - arrived);
  }

  /** A device offers to send a preview ahead. */
  void previewed(LiveClip preview) {
    previews.put(preview.clip().device(), preview);
  }

  /** What goes ahead of a clip. */
  Optional<LiveClip> previewOf(LiveClip whole) {
    return Optional.ofNullable(previews.get(whole.clip().device()));
  }

  /** Counts anew what may go. */
  void begin() {
    promised = 0;
    others = 0;
  }

  /** A whole may go. */
  void mayGo(LiveClip whole) {
    if (whole.isPromised()) {
      promised++;
    } else if (whole.clip().state().open()) {
      others++;
    }
  }

  /** How many clips it has room for of which a preview was asked for: who was seen is not left. */
  int lacksPromised() {
    return Math.max(0, lacks() - others);
  }

  /** How many it has room for besides. */
  int lacksOthers() {
    return Math.max(others, lacks() - promised);
  }

  /** How many more may go ahead of them. */
  int lacksPreviews() {
    return Math.min(lacksPromised(), Math.max(0, entry.order().maxClips() - previewed));
  }

  /** What a clip of it weighs now: what waits long is not forgotten. */
  double weight(Instant arrived, Instant now, boolean mayBeUrgent) {
    double urgency =
        switch (entry.order().urgency()) {
          case LIFE -> LIFE;
          case URGENT -> mayBeUrgent ? URGENT : 1;
          case ROUTINE -> 1;
        };
    double waited = Duration.between(arrived, now).toMillis() / LONG_MILLIS;
    return urgency * (1 + Math.max(0, waited));
  }
}
