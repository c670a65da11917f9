package cetra.wire.message;

/**
 * One entry of the relay's order log, broadcast to the devices of a region.
 *
 * @param v version of the message, 1
 * @param index position in the log, from 0; a device that sees a gap reads what is missing
 * @param order the signed order, exactly as it was submitted
 */
public record LogEntry(int v, long index, String order) {
  /** Refuses other versions and positions before the first. */
  public LogEntry {
    Version.require(v);
    if (index < 0 || order == null) {
      throw new IllegalArgumentException("log entry " + index + " has no order or no place");
    }
  }

  /** An entry of this version. */
  public static LogEntry of(long index, String order) {
    return new LogEntry(Version.SPOKEN, index, order);
  }
}
