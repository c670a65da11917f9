package cetra.tools.ring;

import cetra.agent.record.RingGap;
import cetra.agent.record.SegmentCheck;
import cetra.agent.record.SegmentOutline;
import cetra.agent.record.SegmentReport;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra ring fsck}. */
@Command(
    name = "fsck",
    description = {
      "Reads a ring from first to last: boxes, hashes, chain, and signatures with --certificate.",
      "Exits 0 when all is whole, 1 when something is damaged. Repairs nothing: what a power cut",
      "left, the agent recovers at its next start."
    })
final class FsckCommand implements Callable<Integer> {
  /**
   * What was found.
   *
   * @param ring the folder
   * @param whole whether nothing is damaged
   * @param segments one verdict each
   * @param gaps what is missing between them
   * @param strangers files that are no segments
   */
  record Result(
      String ring,
      boolean whole,
      List<FsckVerdict> segments,
      List<RingGap> gaps,
      List<String> strangers) {}

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The ring, the agent's data folder, or the card.")
  private Path folder = Path.of(".");

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "The device's evidence.crt, or its public key.")
  private @Nullable Path certificate;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @SuppressWarnings("NullAway.Init")
  FsckCommand() {}

  @Override
  public Integer call() throws IOException {
    EvidenceCertificate trusted = EvidenceCertificate.readIfGiven(certificate);
    Card card = Card.open(folder);
    List<FsckVerdict> verdicts = new ArrayList<>();
    for (SegmentOutline segment : card.segments()) {
      FsckVerdict verdict = check(card, segment, trusted);
      verdicts.add(verdict);
      if (!json && (!verdict.whole() || verdict.torn())) {
        println("segment " + segment.number() + " " + verdict.text());
      }
    }
    boolean whole =
        verdicts.stream().allMatch(FsckVerdict::whole)
            && card.gaps().stream().noneMatch(gap -> gap.cause() == RingGap.Cause.CHAIN);
    Result result =
        new Result(
            card.ring().path().toString(), whole, verdicts, card.gaps(), card.ring().strangers());
    print(result, trusted != null);
    return whole ? 0 : 1;
  }

  private static FsckVerdict check(
      Card card, SegmentOutline segment, @Nullable EvidenceCertificate trusted) {
    SegmentReport report =
        new SegmentCheck(trusted == null ? null : trusted.key()).check(card.ring().path(), segment);
    FsckVerdict verdict = FsckVerdict.of(card, segment, report);
    boolean another =
        trusted != null && report.head() != null && !trusted.names(report.head().device());
    return verdict.whole() && another
        ? verdict.wrong("it is of another device than the certificate")
        : verdict;
  }

  private void print(Result result, boolean signatures) {
    if (json) {
      println(Json.text(result));
      return;
    }
    result.gaps().forEach(gap -> println("gap: " + Words.gap(gap)));
    result.strangers().forEach(name -> println(name + " is no segment, and left alone"));
    long damaged = result.segments().stream().filter(verdict -> !verdict.whole()).count();
    println(
        "%d segments, %d damaged; signatures %s: %s"
            .formatted(
                result.segments().size(),
                damaged,
                signatures ? "checked" : "not checked (--certificate)",
                result.whole() ? "whole" : "DAMAGED; nothing was repaired"));
  }

  private void println(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
