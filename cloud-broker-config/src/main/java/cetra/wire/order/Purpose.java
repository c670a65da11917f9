package cetra.wire.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/** Why video is ordered, and the most that may be ordered for it; a credential may only narrow. */
public enum Purpose {
  /** Investigation of a crime. */
  @JsonProperty("crime")
  CRIME(1.29, Duration.ofHours(12)),
  /** Search for a missing person. */
  @JsonProperty("missing-person")
  MISSING_PERSON(1.29, Duration.ofHours(12)),
  /** A traffic accident. */
  @JsonProperty("traffic")
  TRAFFIC(1.29, Duration.ofHours(12)),
  /** A disaster. */
  @JsonProperty("disaster")
  DISASTER(25, Duration.ofHours(3)),
  /** A time-limited watch of an area: at most 24 h a day for 7 days. */
  @JsonProperty("watch")
  WATCH(1.29, Duration.ofDays(7));

  private final double mostSquareKilometres;
  private final Duration mostTime;

  Purpose(double mostSquareKilometres, Duration mostTime) {
    this.mostSquareKilometres = mostSquareKilometres;
    this.mostTime = mostTime;
  }

  /** The largest area, in km². */
  public double mostSquareKilometres() {
    return mostSquareKilometres;
  }

  /** The longest time in all windows together. */
  public Duration mostTime() {
    return mostTime;
  }
}
