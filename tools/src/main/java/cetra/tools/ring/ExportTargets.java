package cetra.tools.ring;

import cetra.agent.record.SegmentOutline;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.hash.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Which recordings a range touches, and which file each becomes.
 *
 * @param all at least one
 */
record ExportTargets(List<Target> all) {
  private static final String ENDING = ".mp4";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * One recording: segments of one boot with one init segment.
   *
   * @param recording its segments, rising
   * @param video the file it becomes
   * @param note what lies beside that
   */
  record Target(List<SegmentOutline> recording, Path video, Path note) {}

  /**
   * Chooses the recordings and their files.
   *
   * @throws IllegalArgumentException when the range touches nothing, or more than fits in one file
   * @throws FileAlreadyExistsException when a file is there already
   */
  static ExportTargets of(Card card, ExportRange range, Path out) throws IOException {
    List<List<SegmentOutline>> recordings = recordings(card, range);
    boolean file = String.valueOf(out.getFileName()).endsWith(ENDING) && !Files.isDirectory(out);
    if (recordings.isEmpty()) {
      throw new IllegalArgumentException(nothing(card, range));
    }
    if (file && recordings.size() > 1) {
      throw new IllegalArgumentException(
          "the range touches %d recordings, which do not fit in one file; name a folder instead of %s"
              .formatted(recordings.size(), out));
    }
    List<Target> targets = new ArrayList<>();
    for (List<SegmentOutline> recording : recordings) {
      Path video = file ? out : out.resolve(name(card, recording.getFirst()) + ENDING);
      String name = String.valueOf(video.getFileName());
      String bare = name.substring(0, name.length() - ENDING.length());
      targets.add(new Target(recording, free(video), free(video.resolveSibling(bare + ".json"))));
    }
    Files.createDirectories(targets.getFirst().video().toAbsolutePath().getParent());
    return new ExportTargets(targets);
  }

  private static List<List<SegmentOutline>> recordings(Card card, ExportRange range) {
    List<List<SegmentOutline>> recordings = new ArrayList<>();
    String last = "";
    for (SegmentOutline segment : card.segments()) {
      if (range.part(card, segment).isPresent() && segment.fragments() > 0) {
        String kind = segment.name().boot() + " " + init(card, segment);
        if (!kind.equals(last)) {
          recordings.add(new ArrayList<>());
        }
        recordings.getLast().add(segment);
        last = kind;
      }
    }
    return recordings;
  }

  /** Read from the file and not from the head, for a torn one has none. */
  private static String init(Card card, SegmentOutline segment) {
    try (FileChannel file =
        FileChannel.open(segment.in(card.ring().path()), StandardOpenOption.READ)) {
      ByteBuffer init = ByteBuffer.allocate(FragmentedMp4.salvage(file).initLength());
      while (init.hasRemaining() && file.read(init) >= 0) {
        // until it is whole
      }
      return Hash.over(init.array()).toString();
    } catch (IOException e) {
      return "unreadable";
    }
  }

  private static String name(Card card, SegmentOutline first) {
    return "%s-segment-%010d"
        .formatted(
            card.at(first, first.fromNanos()).map(STAMP::format).orElse("time-unknown"),
            first.number());
  }

  private static String nothing(Card card, ExportRange range) {
    if (range instanceof ExportRange.Time && card.times().isEmpty() && !card.segments().isEmpty()) {
      return "the time of no segment is known; choose with --segment N..M, see `cetra ring ls`";
    }
    return "the ring has nothing of that; see `cetra ring ls " + card.ring().path() + "`";
  }

  private static Path free(Path file) throws FileAlreadyExistsException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    return file;
  }
}
