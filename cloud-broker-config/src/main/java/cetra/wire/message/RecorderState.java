package cetra.wire.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How well a device records; each but the first is a degraded mode that lights the alarm. */
public enum RecorderState {
  /** All that the camera gives is on the card within a second. */
  @JsonProperty("recording")
  RECORDING,
  /** The camera is away or silent; it is opened again every second. */
  @JsonProperty("no-camera")
  NO_CAMERA,
  /** The card is slower than the camera: what does not fit into memory is left out. */
  @JsonProperty("card-slow")
  CARD_SLOW,
  /** Others have filled the card, and nothing of ours may go. */
  @JsonProperty("card-full")
  CARD_FULL,
  /** The card can only be read; nothing is recorded. */
  @JsonProperty("card-read-only")
  CARD_READ_ONLY,
  /** The card answers with errors; each fragment is tried again. */
  @JsonProperty("card-failing")
  CARD_FAILING,
  /** The card is not there; nothing is recorded. */
  @JsonProperty("card-gone")
  CARD_GONE,
  /** The card holds less than it says: recording goes on within what it proved to hold. */
  @JsonProperty("card-fake")
  CARD_FAKE,
  /** The board lacks what the camera needs; it takes a service to record again. */
  @JsonProperty("broken")
  BROKEN;

  /** Whether video reaches the card nevertheless. */
  public boolean recording() {
    return this == RECORDING || this == CARD_SLOW || this == CARD_FAKE;
  }
}
