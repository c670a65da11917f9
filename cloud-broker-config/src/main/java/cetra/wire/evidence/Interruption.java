package cetra.wire.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why there is no video right before a segment. */
public enum Interruption {
  /** The recorder was started: before, there was no power or no program. */
  @JsonProperty("start")
  START,
  /** The camera was away, sent nothing, or sent another format. */
  @JsonProperty("camera")
  CAMERA,
  /** The camera's clock jumped. */
  @JsonProperty("clock")
  CLOCK,
  /** The card did not take what was recorded. */
  @JsonProperty("card")
  CARD,
  /** A power cut took what would tell. */
  @JsonProperty("unknown")
  UNKNOWN
}
