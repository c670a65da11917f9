package cetra.wire.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much of the footage is wanted. */
public enum Want {
  /** Stills. */
  @JsonProperty("preview")
  PREVIEW,
  /** A low-rate copy. */
  @JsonProperty("low")
  LOW,
  /** The recording itself. */
  @JsonProperty("full")
  FULL
}
