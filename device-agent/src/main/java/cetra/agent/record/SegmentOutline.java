package cetra.agent.record;

import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.evidence.Timeline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a segment file tells of it; its video is not read unless the end is missing.
 *
 * @param name of the file
 * @param torn whether it was never closed
 * @param bytes octets of the file
 * @param fragments whole ones
 * @param fromNanos monotonic time of its first picture
 * @param toNanos monotonic time of its end
 * @param text what was signed; absent where the end is missing
 * @param head the same, read; absent where it cannot be
 * @param fault what is wrong with the end of a closed file; empty where nothing is
 */
public record SegmentOutline(
    SegmentName name,
    boolean torn,
    long bytes,
    int fragments,
    long fromNanos,
    long toNanos,
    @Nullable String text,
    @Nullable SegmentHead head,
    String fault)
    implements Comparable<SegmentOutline> {
  /** Reads the end of a file; one that cannot be read is outlined as damaged. */
  static SegmentOutline read(Path file, SegmentName name, boolean torn) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return torn ? salvaged(channel, name, true, "") : closed(channel, name);
    } catch (IOException | IllegalArgumentException e) {
      return new SegmentOutline(
          name, torn, 0, 0, 0, 0, null, null, torn ? "" : String.valueOf(e.getMessage()));
    }
  }

  /** Where the file lies in a folder. */
  public Path in(Path folder) {
    return folder.resolve(torn ? name.open() : name.closed());
  }

  /** Its number in the chain. */
  public long number() {
    return name.segment();
  }

  /** Whether it was closed after a cut and not by the recorder. */
  public boolean recovered() {
    return head != null && head.recovered();
  }

  /** Whether its end is not what the recorder wrote. */
  public boolean damaged() {
    return !fault.isEmpty();
  }

  @Override
  public int compareTo(SegmentOutline other) {
    return Comparator.comparing(SegmentOutline::name)
        .thenComparing(SegmentOutline::torn)
        .compare(this, other);
  }

  private static SegmentOutline closed(FileChannel file, SegmentName name) throws IOException {
    OptionalLong at = SegmentTrailer.find(file);
    Optional<SegmentTrailer> trailer =
        at.isPresent() ? SegmentTrailer.read(file, at.getAsLong()) : Optional.empty();
    if (trailer.isEmpty()) {
      return salvaged(file, name, false, "its end is missing or changed");
    }
    try {
      return of(name, file.size(), trailer.get().head());
    } catch (IllegalArgumentException e) {
      return salvaged(file, name, false, "its head cannot be read: " + e.getMessage());
    }
  }

  private static SegmentOutline of(SegmentName name, long bytes, String text) {
    SegmentHead head = SegmentHead.read(text);
    boolean same = head.segment() == name.segment() && head.boot().equals(name.boot());
    String fault =
        same ? "" : "it holds segment %d of boot %s".formatted(head.segment(), head.boot());
    return new SegmentOutline(
        name, false, bytes, head.leaves(), head.fromNanos(), head.toNanos(), text, head, fault);
  }

  private static SegmentOutline salvaged(
      FileChannel file, SegmentName name, boolean torn, String fault) throws IOException {
    FragmentedMp4 layout = FragmentedMp4.salvage(file);
    long from = 0;
    long to = 0;
    if (!layout.fragments().isEmpty()) {
      Fragment last = layout.fragments().getLast();
      from = Timeline.nanos(layout.fragments().getFirst().time(), layout.timescale());
      to = Timeline.nanos(last.time() + last.duration(), layout.timescale());
    }
    return new SegmentOutline(
        name, torn, file.size(), layout.fragments().size(), from, to, null, null, fault);
  }
}
