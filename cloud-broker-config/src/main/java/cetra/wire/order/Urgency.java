package cetra.wire.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/** How soon video is needed, and within which window an offer leaves at a random moment. */
public enum Urgency {
  /** Seconds matter: kidnapping, terror. */
  @JsonProperty("life")
  LIFE(Duration.ZERO),
  /** Minutes matter. */
  @JsonProperty("urgent")
  URGENT(Duration.ofSeconds(20)),
  /** Hours will do. */
  @JsonProperty("routine")
  ROUTINE(Duration.ofMinutes(10));

  private final Duration offerWindow;

  Urgency(Duration offerWindow) {
    this.offerWindow = offerWindow;
  }

  /** Offers leave at a random moment of this window, so that their time tells nothing. */
  public Duration offerWindow() {
    return offerWindow;
  }
}
