package cetra.wire.message;

import org.jspecify.annotations.Nullable;

/**
 * What a device says of its way to the relay, with an offer and whenever it changes while one
 * stands: no more than the relay needs to choose, and nothing of where the device is.
 *
 * @param metered whether octets cost, as on a mobile network
 * @param leaving whether the ignition is off, so that the device will soon be gone
 * @param held whether the owner's limits or the vehicle do not let this clip go now
 * @param left octets that the month's plan still allows, rounded down; absent where there is none
 */
public record LinkState(boolean metered, boolean leaving, boolean held, @Nullable Long left) {
  /** Refuses a plan with less than nothing left. */
  public LinkState {
    if (left != null && left < 0) {
      throw new IllegalArgumentException("left " + left + " is below 0");
    }
  }
}
