package cetra.wire.order;

import cetra.wire.geo.Area;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What a car must have seen: a place at a time.
 *
 * @param area where
 * @param windows when: one or more
 * @param seen what it takes to have seen it
 */
public record Scene(Area area, List<TimeWindow> windows, Seen seen) {
  /** Refuses a scene at no time. */
  public Scene {
    windows = List.copyOf(windows);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("windows: there is none");
    }
  }

  /** The first instant of the earliest window. */
  public Instant begins() {
    return windows.stream().map(TimeWindow::from).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** The end of the latest window. */
  public Instant ends() {
    return windows.stream().map(TimeWindow::to).max(Comparator.naturalOrder()).orElseThrow();
  }
}
