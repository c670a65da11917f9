package cetra.wire.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a signature under an order stands for; an order needs one of each. */
public enum Role {
  /** Wrote the order. */
  @JsonProperty("drafter")
  DRAFTER,
  /** Approved it. */
  @JsonProperty("approver")
  APPROVER
}
