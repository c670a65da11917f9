package cetra.agent.record;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a segment file is called.
 *
 * <pre>
 *  0000000042-5f0c….mp4         closed: init segment, fragments, trailer
 *  0000000043-5f0c….mp4.part    being written
 * </pre>
 *
 * @param segment rises over all boots
 * @param boot UUID of the run of the recorder
 */
public record SegmentName(long segment, String boot) implements Comparable<SegmentName> {
  private static final Pattern NAME = Pattern.compile("(\\d{10})-([0-9a-f-]{36})\\.mp4(\\.part)?");

  /** The name of the closed file. */
  public String closed() {
    return "%010d-%s.mp4".formatted(segment, boot);
  }

  /** The name of the file while it is written. */
  public String open() {
    return closed() + ".part";
  }

  /** Reads a name; empty when it is of another kind. */
  public static Optional<SegmentName> parse(String file, boolean open) {
    Matcher match = NAME.matcher(file);
    return match.matches() && (match.group(3) != null) == open
        ? Optional.of(new SegmentName(Long.parseLong(match.group(1)), match.group(2)))
        : Optional.empty();
  }

  @Override
  public int compareTo(SegmentName other) {
    return Comparator.comparingLong(SegmentName::segment)
        .thenComparing(SegmentName::boot)
        .compare(this, other);
  }
}
