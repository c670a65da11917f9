package cetra.relay.schedule;

/**
 * What is known of a device's way to the relay.
 *
 * @param cell which of the cells that were given to the plan it shares; any when on Wi-Fi
 * @param wifi whether it uses no mobile data
 * @param leaving whether its ignition went off: it will be gone soon
 * @param fast estimate of its rate that follows at once, bytes a second
 * @param slow estimate that follows slowly, bytes a second
 * @param planLeft bytes that its data plan still allows
 */
public record DeviceLink(
    int cell, boolean wifi, boolean leaving, double fast, double slow, double planLeft) {
  /** Refuses what cannot be. */
  public DeviceLink {
    if (cell < 0 || !(fast >= 0) || !(slow >= 0)) {
      throw new IllegalArgumentException(
          "link in cell " + cell + " at " + fast + " and " + slow + " bytes a second");
    }
  }
}
