package cetra.agent.match;

/**
 * Footage that saw an ordered place at an ordered time.
 *
 * @param boot the boot that recorded it
 * @param fromNanos monotonic time at which it begins
 * @param toNanos monotonic time at which it ends
 */
public record Match(String boot, long fromNanos, long toNanos) {}
