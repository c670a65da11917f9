package cetra.agent.match;

import cetra.wire.order.Certainty;

/**
 * Footage that saw an ordered place at an ordered time.
 *
 * @param boot the boot that recorded it
 * @param fromNanos monotonic time at which it begins
 * @param toNanos monotonic time at which it ends
 * @param certainty how sure that is, of its surest moment
 */
public record Match(String boot, long fromNanos, long toNanos, Certainty certainty) {}
