package cetra.tools.powercut;

import cetra.agent.record.SegmentName;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was acknowledged on one disk and must be there after any cut, unless it was overwritten. */
final class Promises {
  private final Map<SegmentName, Integer> fragments = new TreeMap<>();
  private final Set<Long> rows = new TreeSet<>();

  /** Adds what a subject said until an instant of {@link System#nanoTime()}. */
  void add(Transcript said, long until) {
    said.recorded().stream()
        .filter(recorded -> recorded.at() - until <= 0)
        .forEach(
            recorded -> fragments.merge(recorded.segment(), recorded.fragment() + 1, Math::max));
    said.indexed().stream()
        .filter(indexed -> indexed.at() - until <= 0)
        .forEach(indexed -> rows.add(indexed.segment()));
  }

  /** The same promises, to be kept apart. */
  Promises copy() {
    Promises copy = new Promises();
    copy.fragments.putAll(fragments);
    copy.rows.addAll(rows);
    return copy;
  }

  /** How many fragments of each segment. */
  Map<SegmentName, Integer> fragments() {
    return Map.copyOf(fragments);
  }

  /** The segments whose row in the index was acknowledged. */
  Set<Long> rows() {
    return Set.copyOf(rows);
  }

  /** A segment that was overwritten, or reported as lost once. */
  void forget(SegmentName name) {
    fragments.remove(name);
    rows.remove(name.segment());
  }
}
