package cetra.wire.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How sure it is that a car saw a place at a time; what comes later is surer. */
public enum Certainty {
  /** It did not, as far as is known. */
  @JsonProperty("none")
  NONE,
  /**
   * Only if position or clock are off by what they may be off, by a fix that is not plausible, or
   * somewhere in a silence of the receiver.
   */
  @JsonProperty("possible")
  POSSIBLE,
  /** By what was measured, or on the straight way between two fixes. */
  @JsonProperty("likely")
  LIKELY,
  /** By a fix that is inside however far position and clock may be off. */
  @JsonProperty("certain")
  CERTAIN;

  /** The surer of two. */
  public Certainty or(Certainty other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** This, but never surer than a limit. */
  public Certainty atMost(Certainty limit) {
    return compareTo(limit) <= 0 ? this : limit;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is as sure as another, or surer. */
  public boolean isAtLeast(Certainty other) {
    return compareTo(other) >= 0;
  }
}
