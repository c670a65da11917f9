package cetra.agent.match;

import cetra.agent.index.OrderStore;
import cetra.wire.order.Certainty;
import cetra.wire.order.Scene;
import cetra.wire.order.Sight;
import cetra.wire.order.Step;
import cetra.wire.order.TimeWindow;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The orders whose windows are still open, in a tree over the places from which they would be seen:
 * what a fix costs grows with the logarithm of their number. Used by one thread.
 */
public final class StandingOrders {
  /**
   * One of them.
   *
   * @param entry where it stands in the log
   * @param sight what it takes to see it
   */
  public record Standing(OrderStore.Entry entry, Scene scene, Sight sight) {}

  private final List<Standing> all;
  private final STRtree tree = new STRtree();

  /** A tree over orders. */
  public StandingOrders(List<Standing> orders) {
    this.all = List.copyOf(orders);
    for (Standing standing : orders) {
      for (Envelope place : standing.sight().reach()) {
        tree.insert(place, standing);
      }
    }
    tree.build();
  }

  List<Standing> all() {
    return all;
  }

  /** Those that a step saw, possibly, between two instants. */
  public Set<Standing> seenOn(Step step, Instant from, Instant to) {
    Set<Standing> seen = new LinkedHashSet<>();
    for (Object near : tree.query(Step.box(step.from(), step.to()))) {
      Standing standing = (Standing) near;
      if (standing.scene().windows().stream().anyMatch(window -> meets(window, from, to))
          && standing.sight().on(step) != Certainty.NONE) {
        seen.add(standing);
      }
    }
    return seen;
  }

  private static boolean meets(TimeWindow window, Instant from, Instant to) {
    return !to.isBefore(window.from()) && from.isBefore(window.to());
  }
}
