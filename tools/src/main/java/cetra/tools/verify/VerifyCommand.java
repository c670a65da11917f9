package cetra.tools.verify;

import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.hash.Hash;
import cetra.wire.key.Pem;
import cetra.wire.key.Trust;
import cetra.wire.message.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra verify PACKAGE…}. */
@Command(
    name = "verify",
    description = {
      "Verifies evidence packages and custody records offline; exits 0 only when all hold.",
      "Trusts the authorities and the operator of --trust, or of trust.pem in the package's folder or one above it."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TrustOption trust;

  @Parameters(paramLabel = "PACKAGE", arity = "1..*", description = "The packages.")
  private List<Path> packages = List.of();

  @Option(
      names = "--timestamp",
      paramLabel = "FILE",
      description = "The time stamp over the package (RFC 3161), of one package.")
  private @Nullable Path timestamp;

  @Option(
      names = "--tsa",
      paramLabel = "FILE",
      description = "The certificates that vouch for the time stamp's authority, PEM.")
  private @Nullable Path tsa;

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

  @Option(names = "--map", description = "Adds a link to a map; nothing is fetched.")
  private boolean map;

  @Option(names = "--json", description = "One JSON object a package.")
  private boolean json;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    Optional<StampReport> stamp = stamp();
    Optional<Instant> stamped = stamp.map(StampReport::at);
    boolean authentic = stamp.map(StampReport::sound).orElse(true);
    for (Path file : packages) {
      Path anchor = trust.of(file);
      authentic &=
          CustodyReport.concerns(file)
              ? custody(file, Trust.read(anchor))
              : evidence(file, anchor, trust.verifier(file).verify(file, stamped));
    }
    stamp.ifPresent(this::print);
    return authentic ? 0 : 1;
  }

  private Optional<StampReport> stamp() throws IOException {
    if (timestamp == null) {
      return Optional.empty();
    }
    if (tsa == null || packages.size() != 1) {
      throw new IllegalArgumentException(
          "a time stamp is over one package, and its authority is named by --tsa FILE");
    }
    return Optional.of(
        StampReport.of(timestamp, Hash.ofFile(packages.getFirst()), Pem.certificates(tsa)));
  }

  private void print(StampReport report) {
    spec.commandLine()
        .getOut()
        .println(json ? Json.text(report) : report.file() + ": " + report.verdict());
  }

  private boolean custody(Path file, Trust trust) throws IOException {
    CustodyReport report = CustodyReport.of(file, trust);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(report));
    } else {
      out.println(file + ": " + report.verdict());
      report.lines().forEach(line -> out.println("  " + line));
    }
    return report.sound();
  }

  private boolean evidence(Path file, Path anchor, EvidenceVerdict verdict) {
    print(file, anchor, verdict);
    return verdict instanceof EvidenceVerdict.Authentic;
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
        if (map) {
          claim.map(authentic).ifPresent(link -> out.println("  " + link));
        }
        out.println("  " + claim.trust(anchor));
      }
    }
  }
}
