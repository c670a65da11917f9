package cetra.tools.verify;

import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.key.Pem;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra verify PACKAGE…}. */
@Command(
    name = "verify",
    description = {
      "Verifies evidence packages offline; exits 0 only when all are authentic.",
      "Trusts the authorities of --trust, or of trust.pem in the package's folder or one above it."
    })
public final class VerifyCommand implements Callable<Integer> {
  private static final int FOLDERS_UP = 4;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PACKAGE", arity = "1..*", description = "The packages.")
  private List<Path> packages = List.of();

  @Option(names = "--trust", paramLabel = "FILE", description = "The operator's authorities, PEM.")
  private @Nullable Path trust;

  /** In which language the claim is put. */
  enum Language {
    EN(Locale.ENGLISH),
    JA(Locale.JAPANESE);

    private final Locale locale;

    Language(Locale locale) {
      this.locale = locale;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(names = "--lang", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Language lang = Language.EN;

  @Option(names = "--json", description = "One JSON object a package.")
  private boolean json;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    boolean authentic = true;
    for (Path file : packages) {
      Path anchor = trust != null ? trust : nearestTrust(file);
      EvidenceVerdict verdict = new PackageVerifier(Pem.certificates(anchor)).verify(file);
      print(file, anchor, verdict);
      authentic &= verdict instanceof EvidenceVerdict.Authentic;
    }
    return authentic ? 0 : 1;
  }

  private void print(Path file, Path anchor, EvidenceVerdict verdict) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(VerifyReport.of(file, anchor, verdict)));
    } else {
      Claim claim = new Claim(lang.locale);
      out.println(file + ": " + claim.verdict(verdict));
      if (verdict instanceof EvidenceVerdict.Authentic authentic) {
        claim.lines(authentic).forEach(line -> out.println("  " + line));
        out.println("  " + claim.trust(anchor));
      }
    }
  }

  private static Path nearestTrust(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    for (int up = 0; folder != null && up < FOLDERS_UP; up++) {
      Path found = folder.resolve("trust.pem");
      if (Files.exists(found)) {
        return found;
      }
      folder = folder.getParent();
    }
    throw new IllegalArgumentException(
        "no trust.pem at or above " + file + "; name the operator's authorities with --trust FILE");
  }
}
