package cetra.tools.ring;

import cetra.agent.record.SegmentOutline;
import cetra.agent.record.SegmentReport;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.Timeline;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.evidence.VideoTrack;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything of one segment, line by line. */
record SegmentSheet(Card card, SegmentOutline segment, SegmentReport report) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("file      " + segment.in(card.ring().path()));
    lines.add("segment   %d of boot %s".formatted(segment.number(), segment.name().boot()));
    lines.add("octets    " + segment.bytes());
    lines.add("begins    " + time(segment.fromNanos()));
    lines.add("ends      " + time(segment.toNanos()));
    lines.add("state     " + state());
    lines.add("held      " + held());
    head(lines);
    layout(lines);
    fixes(lines);
    lines.add("verdict   " + FsckVerdict.of(card, segment, report).text());
    return lines;
  }

  private String state() {
    if (segment.torn()) {
      return "torn: never closed; the agent recovers it at its next start";
    }
    return segment.recovered() ? "closed by a recovery after a cut" : "closed";
  }

  private String held() {
    if (card.holds().isEmpty()) {
      return card.index();
    }
    List<String> by = card.heldBy(segment);
    return by.isEmpty() ? "by nothing" : "by " + String.join(", ", by);
  }

  private void head(List<String> lines) {
    SegmentHead head = report.head();
    if (head == null) {
      lines.add("head      none that can be read");
      return;
    }
    lines.add("device    " + head.device());
    lines.add("leaves    %d, root %s".formatted(head.leaves(), head.root()));
    lines.add("init      " + head.init());
    lines.add("previous  %s, %s".formatted(head.previous(), link(head)));
    lines.add("nanos     %d to %d".formatted(head.fromNanos(), head.toNanos()));
    lines.add(
        "utc       "
            + (head.utc() == null
                ? "not known when it was closed"
                : "%s ±%d ms by %s when it was closed"
                    .formatted(head.utc(), head.utcBoundMillis(), head.utcSource())));
    lines.add("gap       " + (head.gap() == null ? "none before it" : word(head.gap())));
    lines.add("signature " + signature());
  }

  private String signature() {
    if (report.signed() == null) {
      return "there; checked only with --certificate";
    }
    return report.signed() ? "valid" : "NOT the given key's";
  }

  private String link(SegmentHead head) {
    if (head.previous().equals(SegmentHead.NONE)) {
      return "the beginning of a chain";
    }
    Optional<SegmentOutline> before =
        card.segments().stream()
            .filter(one -> one.number() < segment.number())
            .reduce((first, second) -> second);
    if (before.isEmpty() || before.get().text() == null) {
      return "the head of a segment that is not here any more";
    }
    boolean follows = SegmentHead.hash(before.get().text()).equals(head.previous());
    return (follows ? "the head of segment " : "NOT the head of segment ") + before.get().number();
  }

  private void layout(List<String> lines) {
    FragmentedMp4 layout = report.layout();
    if (layout == null) {
      return;
    }
    lines.add("video     %s, init segment of %d octets".formatted(video(), layout.initLength()));
    for (int i = 0; i < layout.fragments().size(); i++) {
      lines.add(fragment(layout, i));
    }
    if (report.left() > 0) {
      lines.add("torn tail %d octets from %d".formatted(report.left(), layout.end()));
    }
  }

  private String video() {
    try (FileChannel file =
        FileChannel.open(segment.in(card.ring().path()), StandardOpenOption.READ)) {
      VideoTrack video = VideoTrack.read(file);
      return "%s %d×%d".formatted(video.codec(), video.width(), video.height());
    } catch (IOException e) {
      return "unknown (" + e.getMessage() + ")";
    }
  }

  private String fragment(FragmentedMp4 layout, int number) {
    Fragment fragment = layout.fragments().get(number);
    long nanos = Timeline.nanos(fragment.time(), layout.timescale());
    return "  %4d  %8.3f s  %6.3f s  %3d pictures%s  %9d octets at %d%s"
        .formatted(
            number,
            (nanos - segment.fromNanos()) / 1e9,
            Timeline.nanos(fragment.duration(), layout.timescale()) / 1e9,
            fragment.pictures(),
            fragment.key() ? ", key" : "     ",
            fragment.length(),
            fragment.offset(),
            report.intact() == null ? "" : report.intact().get(number) ? "  leaf ok" : "  BAD");
  }

  private void fixes(List<String> lines) {
    List<TrackPoint> track = report.track();
    lines.add("fixes     " + track.size());
    if (!track.isEmpty()) {
      lines.add("  first   " + fix(track.getFirst()));
      lines.add("  last    " + fix(track.getLast()));
    }
  }

  private static String fix(TrackPoint fix) {
    return "%s  %.6f,%.6f  %.1f m/s  boot+%.3fs"
        .formatted(fix.utc(), fix.latitude(), fix.longitude(), fix.speed(), fix.nanos() / 1e9);
  }

  private String time(long nanos) {
    return Words.time(
        card.at(segment, nanos).orElse(null),
        card.time(segment).map(UtcEstimate::boundMillis).orElse(null),
        nanos);
  }

  private static String word(Interruption gap) {
    return switch (gap) {
      case START -> "the recorder was started";
      case CAMERA -> "the camera gave nothing";
      case CLOCK -> "the camera's clock jumped";
      case CARD -> "the card did not take it";
      case UNKNOWN -> "a power cut took the cause";
    };
  }
}
