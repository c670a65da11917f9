package cetra.tools.ring;

import cetra.agent.record.SegmentCheck;
import cetra.agent.record.SegmentName;
import cetra.agent.record.SegmentOutline;
import cetra.agent.record.SegmentReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra ring inspect}. */
@Command(name = "inspect", description = "Says everything of one segment; exits 1 when damaged.")
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE|DIR", description = "A segment file; or a ring, with --segment.")
  private Path place = Path.of(".");

  @Option(names = "--segment", paramLabel = "N", description = "Its number in the ring.")
  private @Nullable Long number;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "The device's evidence.crt, or its public key: checks the signature.")
  private @Nullable Path certificate;

  @SuppressWarnings("NullAway.Init")
  InspectCommand() {}

  @Override
  public Integer call() throws IOException {
    EvidenceCertificate trusted = EvidenceCertificate.readIfGiven(certificate);
    Card card = Files.isDirectory(place) ? Card.open(place) : Card.around(place);
    SegmentOutline segment = segment(card);
    SegmentReport report =
        new SegmentCheck(trusted == null ? null : trusted.key()).check(card.ring().path(), segment);
    new SegmentSheet(card, segment, report).lines().forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return report.fault() == null ? 0 : 1;
  }

  private SegmentOutline segment(Card card) {
    if (Files.isDirectory(place) && number == null) {
      throw new IllegalArgumentException(
          place + " is a folder; say which of its " + numbers(card) + " with --segment N");
    }
    String file = String.valueOf(place.getFileName());
    if (number == null
        && SegmentName.parse(file, false).isEmpty()
        && SegmentName.parse(file, true).isEmpty()) {
      throw new IllegalArgumentException(
          place + " is not called as a segment is: NUMBER-BOOT.mp4 or NUMBER-BOOT.mp4.part");
    }
    return card.segments().stream()
        .filter(
            one ->
                number == null
                    ? String.valueOf(one.in(place).getFileName()).equals(file)
                    : one.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    (number == null ? place + " is not there" : "segment " + number + " is not in")
                        + "; the ring has "
                        + numbers(card)));
  }

  private static String numbers(Card card) {
    List<SegmentOutline> all = card.segments();
    return all.isEmpty()
        ? "no segments"
        : "segments %d to %d".formatted(all.getFirst().number(), all.getLast().number());
  }
}
