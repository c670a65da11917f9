package cetra.agent.match;

import cetra.wire.order.VideoOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When everything that an order can ever find is in the index: after its last window. */
final class Settling {
  /** A recorder that is further behind does not record. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private Settling() {}

  /**
   * Whether an order can be answered for good.
   *
   * @param covered up to when there surely is footage; on a slow card that can be long ago
   */
  static boolean isOver(VideoOrder order, Instant now, Optional<Instant> covered) {
    return covered.filter(until -> !until.isBefore(order.ends())).isPresent()
        || !now.isBefore(order.ends().plus(PATIENCE));
  }
}
