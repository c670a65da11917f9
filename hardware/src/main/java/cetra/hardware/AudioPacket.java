package cetra.hardware;

import java.nio.ByteBuffer;

/**
 * Coded sound.
 *
 * @param data direct buffer between position and limit, valid until the camera is read again
 * @param nanos when it was heard, on {@link BoardClock#nanos()}
 * @param durationNanos how long it lasts; positive
 */
public record AudioPacket(ByteBuffer data, long nanos, long durationNanos) {}
