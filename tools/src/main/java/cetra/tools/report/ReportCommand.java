package cetra.tools.report;

import cetra.tools.verify.TrustOption;
import cetra.wire.custody.CustodyRecord;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.key.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra report PACKAGE}. */
@Command(
    name = "report",
    description = {
      "Writes the hand-over document of a package for an investigator, as a PDF in Japanese: verdict,",
      "claim, hash sheet, timeline, custody record. Exits 0 only when the package is authentic and",
      "the custody record, if there is one, is sound; the document says so in any case."
    })
public final class ReportCommand implements Callable<Integer> {
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;
  @Mixin private TrustOption trust;

  @Parameters(paramLabel = "PACKAGE", description = "The evidence package.")
  private Path file;

  @Option(
      names = "--custody",
      paramLabel = "FILE",
      description = "Its custody record, as the relay gives it out at /v1/clips/{id}/custody.")
  private @Nullable Path custody;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "The document; else the package's name with .pdf.")
  private @Nullable Path out;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    EvidenceVerdict verdict = trust.verifier(file).verify(file);
    Optional<CustodyRecord.Verdict> record =
        custody == null
            ? Optional.empty()
            : Optional.of(CustodyRecord.verify(custody, Trust.read(trust.of(file))));
    Handover handover = Handover.of(file, verdict, record, clock.instant());
    Path to = out != null ? out : Path.of(file + ".pdf");
    Path part = to.resolveSibling(to.getFileName() + ".part");
    PdfDocument.write(HandoverHtml.of(handover), part);
    Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
    spec.commandLine().getOut().println(to + ": " + verdict.text());
    boolean sound = record.map(CustodyRecord.Verdict::sound).orElse(true);
    return verdict instanceof EvidenceVerdict.Authentic && sound ? 0 : 1;
  }
}
