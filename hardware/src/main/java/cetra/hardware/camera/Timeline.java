package cetra.hardware.camera;

/**
 * Turns the stamps of media files, which miss, jump and begin anew at every loop, into stamps whose
 * decode time starts at a given instant and strictly rises. All in nanoseconds.
 *
 * <p>Small steps back are pulled up to the stamp before. A jump, back or far ahead, is taken for a
 * cut between two recordings and closed, so that the second follows where the first ended.
 */
final class Timeline {
  /** A stamp or duration that the file does not give. */
  static final long NONE = Long.MIN_VALUE;

  // Fine enough for 1000 pictures a second, and survives a muxer's 1/90000 s.
  private static final long LEAST_STEP = 1_000_000;
  private static final long LONGEST_BACK = 1_000_000_000;
  private static final long LONGEST_AHEAD = 10_000_000_000L;

  private final long usualDuration;
  private long offset;
  private long lastDecode;
  private long lastRaw = NONE;
  private long expected;

  private long decode;
  private long presentation;
  private long duration;

  /**
   * @param start the first decode time
   * @param usualDuration of a picture that tells none, positive
   */
  Timeline(long start, long usualDuration) {
    this.expected = start;
    this.lastDecode = start - LEAST_STEP;
    this.usualDuration = usualDuration;
  }

  /** The stamps that follow begin anew, as when the file is played again. */
  void cut() {
    lastRaw = NONE;
  }

  /**
   * Takes the stamps of the next packet in decode order; read the repaired ones afterwards.
   *
   * @param rawPresentation or {@link #NONE}
   * @param rawDecode or {@link #NONE}
   * @param rawDuration or anything not positive
   */
  void next(long rawPresentation, long rawDecode, long rawDuration) {
    duration = rawDuration > 0 ? rawDuration : usualDuration;
    long raw = rawDecode != NONE ? rawDecode : substitute(rawPresentation);
    if (isCut(raw)) {
      offset = expected - raw;
    }
    decode = Math.max(raw + offset, lastDecode + LEAST_STEP);
    // A picture cannot be shown before it is decoded.
    presentation = rawPresentation == NONE ? decode : Math.max(rawPresentation + offset, decode);
    lastRaw = raw;
    lastDecode = decode;
    expected = decode + duration;
  }

  private long substitute(long rawPresentation) {
    if (lastRaw == NONE) {
      return rawPresentation == NONE ? 0 : rawPresentation;
    }
    return expected - offset;
  }

  private boolean isCut(long raw) {
    long ahead = raw + offset - expected;
    return lastRaw == NONE || ahead < -LONGEST_BACK || ahead > LONGEST_AHEAD;
  }

  /** Another stamp of the file, led as the pictures are. */
  long led(long raw) {
    return raw + offset;
  }

  long decode() {
    return decode;
  }

  long presentation() {
    return presentation;
  }

  long duration() {
    return duration;
  }
}
