package cetra.wire.evidence;

/**
 * One fragment of a fragmented MP4: its track box, {@code moof} and {@code mdat}.
 *
 * @param offset of its first octet in the file
 * @param length in octets
 * @param trackLength octets of the track box with which it begins; 0 where it has none
 * @param time decode time of its first picture, in ticks
 * @param duration in ticks
 * @param pictures coded pictures of the first track
 * @param key whether decoding can start here
 */
public record Fragment(
    long offset,
    long length,
    int trackLength,
    long time,
    long duration,
    int pictures,
    boolean key) {
  /** Whether there is a fix in it. */
  public boolean placed() {
    return trackLength > TrackBox.LEAST;
  }

  /** Offset of the first octet after it. */
  public long end() {
    return offset + length;
  }
}
