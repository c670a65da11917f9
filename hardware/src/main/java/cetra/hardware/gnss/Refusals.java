package cetra.hardware.gnss;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts what was refused, by reason. Used by one thread. */
public final class Refusals {
  /**
   * What was refused for one reason.
   *
   * @param times how often
   * @param line of the first, counted from 1
   * @param text the reason, as it was for the first
   */
  public record Count(long times, long line, String text) {}

  private final Map<Refusal, Count> counts = new EnumMap<>(Refusal.class);
  private final Consumer<String> first;

  /** Counts quietly. */
  public Refusals() {
    this(text -> {});
  }

  /**
   * Counts.
   *
   * @param first is told each reason once
   */
  Refusals(Consumer<String> first) {
    this.first = first;
  }

  /** By reason; reasons that never were are not in it. */
  public Map<Refusal, Count> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Of one reason; zero times, in line 0, where it never was. */
  Count of(Refusal reason) {
    return counts.getOrDefault(reason, new Count(0, 0, reason.text()));
  }

  void count(Refusal reason, long line) {
    count(reason, line, reason.text());
  }

  void count(Refusal reason, long line, String text) {
    Count before = of(reason);
    if (before.times() > 0) {
      counts.put(reason, new Count(before.times() + 1, before.line(), before.text()));
    } else {
      counts.put(reason, new Count(1, line, text));
      first.accept(text);
    }
  }
}
