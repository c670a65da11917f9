package cetra.agent.match;

import cetra.wire.order.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When all that can ever be found of a scene is in the index: after its last window. */
final class Settling {
  /** So much more footage is waited for: what lies at the end of a trip so far is private. */
  static final Duration SETTLE = Duration.ofSeconds(15);

  /** A recorder that is further behind does not record. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private Settling() {}

  /**
   * Whether a scene can be searched for good.
   *
   * @param covered up to when there surely is footage; on a slow card that can be long ago
   */
  static boolean isOver(Scene scene, Instant now, Optional<Instant> covered) {
    Instant settled = scene.ends().plus(SETTLE);
    return covered.filter(until -> !until.isBefore(settled)).isPresent()
        || !now.isBefore(scene.ends().plus(PATIENCE));
  }
}
