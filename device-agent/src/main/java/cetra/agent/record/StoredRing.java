package cetra.agent.record;

import cetra.wire.evidence.FragmentedMp4;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A ring as it lies on a card that was pulled out of the car: read, and never written, locked or
 * recovered.
 *
 * @param path the folder of the segment files
 */
public record StoredRing(Path path) {
  /** Fixes are looked for in so many segments of a boot whose heads do not know the time. */
  private static final int MOST_LOOKED_INTO = 3;

  /** All segments, closed and torn, rising. */
  public List<SegmentOutline> outlines() throws IOException {
    RingFolder folder = new RingFolder(path, false);
    return Stream.concat(
            folder.closedSegments().stream()
                .map(name -> SegmentOutline.read(folder.closed(name), name, false)),
            folder.openSegments().stream()
                .map(name -> SegmentOutline.read(folder.open(name), name, true)))
        .sorted()
        .toList();
  }

  /** Files that are no segments; the recorder neither makes nor removes them. */
  public List<String> strangers() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !segment(name) && !name.equals(CapacityNote.NAME))
          .sorted()
          .toList();
    }
  }

  /** Whether a folder holds a segment file. */
  public static boolean at(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> segment(String.valueOf(file.getFileName())));
    }
  }

  /**
   * The UTC of each boot, by the tightest of what is known of it.
   *
   * @param learned what an index knows
   */
  public Map<String, UtcEstimate> times(
      List<SegmentOutline> segments, Map<String, UtcEstimate> learned) {
    Map<String, UtcEstimate> times = new HashMap<>(learned);
    Map<String, Integer> looked = new HashMap<>();
    for (SegmentOutline segment : segments) {
      headTime(segment).ifPresent(utc -> times.merge(boot(segment), utc, StoredRing::tighter));
    }
    for (SegmentOutline segment : segments) {
      if (!times.containsKey(boot(segment))
          && looked.merge(boot(segment), 1, Integer::sum) <= MOST_LOOKED_INTO) {
        trackTime(segment).ifPresent(utc -> times.put(boot(segment), utc));
      }
    }
    return Map.copyOf(times);
  }

  private static String boot(SegmentOutline segment) {
    return segment.name().boot();
  }

  private static UtcEstimate tighter(UtcEstimate one, UtcEstimate other) {
    return other.boundMillis() < one.boundMillis() ? other : one;
  }

  private static Optional<UtcEstimate> headTime(SegmentOutline segment) {
    return segment.head() == null || segment.head().utc() == null
        ? Optional.empty()
        : Segment.utc(segment.head(), List.of());
  }

  private Optional<UtcEstimate> trackTime(SegmentOutline segment) {
    try (FileChannel file = FileChannel.open(segment.in(path), StandardOpenOption.READ)) {
      return ClockDiscipline.estimate(Segment.track(file, FragmentedMp4.salvage(file)));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty(); // it is outlined as damaged, and tells no time
    }
  }

  private static boolean segment(String file) {
    return SegmentName.parse(file, false).isPresent() || SegmentName.parse(file, true).isPresent();
  }
}
