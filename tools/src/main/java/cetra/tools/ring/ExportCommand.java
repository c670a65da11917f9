package cetra.tools.ring;

import cetra.agent.record.RingGap;
import cetra.agent.record.SegmentOutline;
import cetra.agent.record.UtcEstimate;
import cetra.wire.evidence.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra ring export}. */
@Command(
    name = "export",
    description = {
      "Copies a time out of a ring: one playable MP4 a recording, a small JSON beside each.",
      "This is not the evidence package that answers an order: it is unsigned."
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The ring, the agent's data folder, or the card.")
  private Path folder = Path.of(".");

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "ISO 8601 with a zone, such as 2026-11-22T20:54:00+09:00.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "T", description = "As --from.")
  private @Nullable String to;

  @Option(names = "--segment", paramLabel = "N..M", description = "Segments instead of a time.")
  private @Nullable String segments;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE|FOLDER",
      description = "A name that ends with .mp4, or a folder. Overwrites nothing.")
  private Path out;

  @SuppressWarnings("NullAway.Init")
  ExportCommand() {}

  @Override
  public Integer call() throws IOException {
    ExportRange range = ExportRange.of(from, to, segments);
    Card card = Card.open(folder);
    ExportTargets targets = ExportTargets.of(card, range, out);
    int written = 0;
    for (ExportTargets.Target target : targets.all()) {
      Optional<ExportNote> note =
          new RecordingExport(card, range).write(target.recording(), target.video(), target.note());
      note.ifPresentOrElse(
          made -> said(target.video(), made),
          () -> println(numbers(target.recording()) + ": no key frame, so nothing to play"));
      written += note.isPresent() ? 1 : 0;
    }
    gaps(card, targets);
    println("An export is not an evidence package: it is unsigned, and proves nothing by itself.");
    return written > 0 ? 0 : 1;
  }

  private void said(Path video, ExportNote note) {
    println(
        "%s: %s, %.1f s, %d octets, segments %s"
            .formatted(
                video,
                Words.time(
                    note.from(), note.boundMillis(), Math.round(note.startsAtSeconds() * 1e9)),
                note.seconds(),
                note.octets(),
                note.segments()));
    for (Manifest.Gap gap : note.gaps()) {
      println(
          "  gap of %.1f s at %.1f s"
              .formatted(
                  (gap.toNanos() - gap.fromNanos()) / 1e9,
                  gap.fromNanos() / 1e9 - note.startsAtSeconds()));
    }
    for (ExportNote.Changed changed : note.changed()) {
      println(
          "  fragment %d of segment %d is not as it was recorded"
              .formatted(changed.fragment(), changed.segment()));
    }
  }

  private void gaps(Card card, ExportTargets targets) {
    long first = targets.all().getFirst().recording().getFirst().number();
    long last = targets.all().getLast().recording().getLast().number();
    for (RingGap gap : card.gaps()) {
      if (gap.after() >= first && gap.before() <= last) {
        println("gap: " + Words.gap(gap));
      }
    }
    for (SegmentOutline segment : card.segments()) {
      if (from != null && card.time(segment).map(UtcEstimate::zero).isEmpty()) {
        println("segment " + segment.number() + " is left out: its time is unknown (--segment)");
      }
    }
  }

  private static String numbers(List<SegmentOutline> recording) {
    return "segments %d to %d"
        .formatted(recording.getFirst().number(), recording.getLast().number());
  }

  private void println(String line) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(line);
    writer.flush();
  }
}
