package cetra.relay.schedule;

/**
 * What is known of the roads and the line at this moment, and what may go on them: told by whoever
 * receives, decided by the scheduler.
 *
 * @param rates how fast devices upload
 * @param backhaul what the relay's line bears
 * @param leases what uploads may do
 */
public record Measures(LinkRates rates, Backhaul backhaul, Leases leases) {
  /**
   * Of a relay that has just begun, on a line that bears so many octets a second; 0 to measure it.
   */
  public static Measures begin(double line) {
    return new Measures(new LinkRates(), new Backhaul(line), new Leases());
  }
}
