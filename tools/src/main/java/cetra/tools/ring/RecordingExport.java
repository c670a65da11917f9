package cetra.tools.ring;

import cetra.agent.clip.FragmentRange;
import cetra.agent.record.SegmentCheck;
import cetra.agent.record.SegmentOutline;
import cetra.agent.record.SegmentReport;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.Timeline;
import cetra.wire.evidence.VideoTrack;
import cetra.wire.hash.Hash;
import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Copies one recording out of a ring: the init segment and the fragments as they are, begun at the
 * key frame before the range.
 */
final class RecordingExport {
  /** A segment is at most half a minute long, so this reaches the key frame it begins with. */
  private static final long LEAD_NANOS = Duration.ofHours(1).toNanos();

  private final Card card;
  private final ExportRange range;
  private final List<Fragment> fragments = new ArrayList<>();
  private final List<Long> segments = new ArrayList<>();
  private final List<ExportNote.Changed> changed = new ArrayList<>();
  private int timescale;

  RecordingExport(Card card, ExportRange range) {
    this.card = card;
    this.range = range;
  }

  /**
   * Writes the recording and the note beside it; both or none.
   *
   * @return empty when no key frame is in it
   */
  Optional<ExportNote> write(List<SegmentOutline> recording, Path video, Path noteFile)
      throws IOException {
    Files.createFile(video); // fails where one is, which is then left alone
    try {
      copy(recording, video);
      if (fragments.isEmpty()) {
        Files.delete(video);
        return Optional.empty();
      }
      ExportNote note = note(recording.getFirst(), video);
      Files.write(
          noteFile,
          Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(note),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
      return Optional.of(note);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(video);
      throw e;
    }
  }

  private void copy(List<SegmentOutline> recording, Path video) throws IOException {
    try (FileChannel to = FileChannel.open(video, StandardOpenOption.WRITE)) {
      for (SegmentOutline segment : recording) {
        SegmentReport report = new SegmentCheck(null).check(card.ring().path(), segment);
        if (report.layout() != null) {
          copy(segment, report, report.layout(), to);
        }
      }
    }
  }

  private void copy(
      SegmentOutline segment, SegmentReport report, FragmentedMp4 layout, FileChannel to)
      throws IOException {
    ExportRange.Part part = range.part(card, segment).orElse(ExportRange.Part.ALL);
    FragmentRange taken = FragmentRange.until(layout, part.toNanos());
    if (fragments.isEmpty()) {
      long from = Math.max(part.fromNanos(), segment.fromNanos());
      taken = taken.from(layout, from, LEAD_NANOS);
    }
    if (taken.empty()) {
      return;
    }
    try (FileChannel from =
        FileChannel.open(segment.in(card.ring().path()), StandardOpenOption.READ)) {
      if (fragments.isEmpty()) {
        FragmentRange.copyInit(from, layout, to);
        timescale = layout.timescale();
      }
      taken.copy(from, layout, to);
    }
    segments.add(segment.number());
    fragments.addAll(layout.fragments().subList(taken.first(), taken.end()));
    for (int i = taken.first(); report.intact() != null && i < taken.end(); i++) {
      if (!report.intact().get(i)) {
        changed.add(new ExportNote.Changed(segment.number(), i));
      }
    }
  }

  private ExportNote note(SegmentOutline first, Path video) throws IOException {
    Fragment last = fragments.getLast();
    long from = Timeline.nanos(fragments.getFirst().time(), timescale);
    long to = Timeline.nanos(last.time() + last.duration(), timescale);
    List<Manifest.Gap> gaps = Timeline.gaps(fragments, timescale, Extent.FULL);
    try (FileChannel file = FileChannel.open(video, StandardOpenOption.READ)) {
      return new ExportNote(
          ExportNote.WHAT,
          String.valueOf(video.getFileName()),
          first.head() == null ? null : first.head().device(),
          first.name().boot(),
          List.copyOf(segments),
          card.at(first, from).orElse(null),
          card.at(first, to).orElse(null),
          card.time(first).map(UtcEstimate::boundMillis).orElse(null),
          from / 1e9,
          (to - from) / 1e9,
          VideoTrack.read(file),
          fragments.size(),
          fragments.stream().mapToInt(Fragment::pictures).sum(),
          file.size(),
          sha256(video),
          gaps,
          List.copyOf(changed));
    }
  }

  private static Hash sha256(Path video) throws IOException {
    MessageDigest digest = Hash.sha256();
    try (InputStream in = Files.newInputStream(video)) {
      byte[] chunk = new byte[1 << 16];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return Hash.from(digest);
  }
}
