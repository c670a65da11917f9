package cetra.tools.order;

import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import cetra.wire.order.Bilingual;
import cetra.wire.order.Credential;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.OrderVerdict;
import cetra.wire.order.Purpose;
import cetra.wire.order.Seen;
import cetra.wire.order.TimeWindow;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cetra order new}. */
@Command(
    name = "new",
    description = {
      "Writes an order, unsigned, and says at once which rule it would break.",
      "Prints it; exits 1 when a relay or a device would refuse it."
    })
final class NewCommand implements Callable<Integer> {
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private AreaOptions area;

  @Option(
      names = "--credential",
      required = true,
      description = "The issuer's credential.jws: who orders, where and for what it may.")
  private Path credential;

  @Option(names = "--purpose", required = true, description = "${COMPLETION-CANDIDATES}.")
  private Purpose purpose;

  @Option(names = "--case", required = true, description = "The case number.")
  private String caseNumber;

  @Option(
      names = "--title",
      required = true,
      arity = "2",
      paramLabel = "TEXT",
      description = "For the owner, in Japanese and in English.")
  private List<String> title;

  @Option(
      names = "--reason",
      required = true,
      arity = "2",
      paramLabel = "TEXT",
      description = "For the owner, in Japanese and in English.")
  private List<String> reason;

  @Option(
      names = "--window",
      required = true,
      paramLabel = "FROM/TO",
      description =
          "ISO 8601 with an offset, such as 2026-11-22T20:54:00+09:00/2026-11-22T21:00:00+09:00; may be repeated.")
  private List<String> windows;

  @Option(
      names = "--seen",
      defaultValue = "INSIDE",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Seen seen;

  @Option(
      names = "--urgency",
      defaultValue = "ROUTINE",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Urgency urgency;

  @Option(
      names = "--valid-for",
      defaultValue = "PT24H",
      description = "How long clips are delivered, ISO 8601 (${DEFAULT-VALUE}).")
  private Duration validFor;

  @Option(
      names = "--max-clips",
      defaultValue = "20",
      description = "How many views are enough (${DEFAULT-VALUE}).")
  private int maxClips;

  @Option(
      names = "--want",
      defaultValue = "FULL",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Extent want;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  NewCommand() {}

  @Override
  public Integer call() throws IOException {
    Instant now = clock.instant();
    Credential issuer = credential();
    VideoOrder order =
        new VideoOrder(
            VideoOrder.newId(now),
            issuer.issuer(),
            purpose,
            caseNumber,
            new Bilingual(title.get(0), title.get(1)),
            new Bilingual(reason.get(0), reason.get(1)),
            area.area(),
            windows.stream().map(NewCommand::window).toList(),
            seen,
            urgency,
            now.plus(validFor),
            maxClips,
            want);
    spec.commandLine().getOut().println(Json.text(order));
    Optional<OrderVerdict.Refused> broken =
        OrderCheck.broken(order, issuer, now).map(OrderVerdict.Refused.class::cast);
    broken.ifPresent(
        why ->
            spec.commandLine()
                .getErr()
                .println("cetra: it would be refused, " + why.why() + ": " + why.detail()));
    return broken.isPresent() ? 1 : 0;
  }

  /** Whom the root lets order what, as the file says; a relay looks at its signature. */
  private Credential credential() throws IOException {
    String[] parts = Files.readString(credential).strip().split("\\.", -1);
    if (parts.length != 3) {
      throw new IOException(credential + " is no credential.jws");
    }
    try {
      return Json.read(new Base64URL(parts[1]).decode(), Credential.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(credential + ": " + e.getMessage(), e);
    }
  }

  private static TimeWindow window(String text) {
    String[] ends = text.split("/", -1);
    try {
      return new TimeWindow(
          OffsetDateTime.parse(ends[0]).toInstant(),
          OffsetDateTime.parse(ends[ends.length - 1]).toInstant());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--window '" + text + "' is not FROM/TO with offsets: " + e.getMessage(), e);
    }
  }
}
