package cetra.wire.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What it takes to have seen a place. */
public enum Seen {
  /** The car was in the area. */
  @JsonProperty("inside")
  INSIDE,
  /** The camera's view sector meets the area. */
  @JsonProperty("in-view")
  IN_VIEW
}
