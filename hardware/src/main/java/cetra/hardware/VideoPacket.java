package cetra.hardware;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One coded picture.
 *
 * @param format the format from this packet on; a packet with another format than the one before it
 *     starts a new recording
 * @param data direct buffer between position and limit, valid until the camera is read again
 * @param presentationNanos when the picture was taken, on {@link BoardClock#nanos()}
 * @param decodeNanos when it must be decoded; strictly rises from packet to packet
 * @param durationNanos how long it is shown; positive
 * @param key whether decoding can start here
 * @param audio the sound that came since the picture before, in order
 */
public record VideoPacket(
    VideoFormat format,
    ByteBuffer data,
    long presentationNanos,
    long decodeNanos,
    long durationNanos,
    boolean key,
    List<AudioPacket> audio) {
  /** A picture without sound. */
  public VideoPacket(
      VideoFormat format,
      ByteBuffer data,
      long presentationNanos,
      long decodeNanos,
      long durationNanos,
      boolean key) {
    this(format, data, presentationNanos, decodeNanos, durationNanos, key, List.of());
  }
}
