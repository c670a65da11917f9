package cetra.agent.match;

import java.time.Duration;
import java.util.List;

/**
 * What this car has for an order.
 *
 * @param matches what it can give, in the order of boots and times
 * @param missing how much it saw of which the ring has nothing: overwritten, or never recorded
 */
public record Answer(List<Match> matches, Duration missing) {
  /** Keeps its own list. */
  public Answer {
    matches = List.copyOf(matches);
  }
}
