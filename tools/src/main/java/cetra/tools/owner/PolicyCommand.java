package cetra.tools.owner;

import cetra.agent.consent.ConsentPolicy;
import cetra.agent.consent.PrivacyZone;
import cetra.agent.upload.UploadPolicy;
import cetra.wire.config.ConfigFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra owner policy}. */
@Command(
    name = "policy",
    description = {
      "Says in words what the [consent] of a configuration gives, and refuses one that is wrong;",
      "or prints an example to begin with."
    })
final class PolicyCommand implements Callable<Integer> {
  /** Whose policy. */
  enum Example {
    FLEET("fleet"),
    TOWN_CAR("town-car"),
    CITIZEN("citizen");

    private final String file;

    Example(String file) {
      this.file = file;
    }

    @Override
    public String toString() {
      return file;
    }

    String text() throws IOException {
      String name = "examples/" + file + ".toml";
      try (InputStream in = ConsentPolicy.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IOException("the example " + name + " is missing");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  @Spec private CommandSpec spec;

  @Option(names = "--example", description = "Prints one: ${COMPLETION-CANDIDATES}.")
  private @Nullable Example example;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "A configuration (cetra.toml).")
  private Path file = Path.of("cetra.toml");

  @SuppressWarnings("NullAway.Init")
  PolicyCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (example != null) {
      out.print(example.text());
    } else {
      ConfigFile config = ConfigFile.read(file, Map.of());
      words(config.section("consent", ConsentPolicy.class)).forEach(out::println);
      words(config.section("upload", UploadPolicy.class)).forEach(out::println);
    }
    out.flush();
    return 0;
  }

  static List<String> words(ConsentPolicy policy) {
    return List.of(
        policy.mode() == ConsentPolicy.Mode.STANDING
            ? "answers:   this policy, without asking"
            : "answers:   the owner, asked for each order, "
                + policy.askSeconds()
                + " s; silence is no",
        "purposes:  " + names(policy.purposes()),
        "issuers:   "
            + (policy.issuers().isEmpty() ? "any whom the operator vouches for" : policy.issuers()),
        "urgencies: " + names(policy.urgencies()),
        "certainty: " + name(policy.certainty()) + " or more",
        "hours:     " + hours(policy),
        "zones:     "
            + (policy.zones().isEmpty()
                ? "none beside the first and last 100 m of each trip"
                : policy.zones().stream().map(PolicyCommand::zone).toList()
                    + " and the first and last 100 m of each trip are never given"));
  }

  static List<String> words(UploadPolicy policy) {
    return List.of(
        "mobile:    "
            + (policy.mobileData().isEmpty()
                ? "no mobile data"
                : names(policy.mobileData())
                    + ", abroad "
                    + (policy.roaming().isEmpty() ? "none" : names(policy.roaming()))
                    + "; at most "
                    + policy.monthMegabytes()
                    + " MB a month"),
        "vehicle:   no uploads %d min after the ignition went off, below %.1f V, above %.0f °C"
            .formatted(policy.parkedMinutes(), policy.lowestVolts(), policy.hottestCelsius()));
  }

  private static List<String> names(List<? extends Enum<?>> values) {
    return values.stream().map(PolicyCommand::name).toList();
  }

  /** As the file writes it. */
  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String hours(ConsentPolicy policy) {
    return policy.fromHour() == policy.toHour()
        ? "all day"
        : "%d:00 to %d:00".formatted(policy.fromHour(), policy.toHour());
  }

  private static String zone(PrivacyZone zone) {
    return "%.0f m around %.4f, %.4f".formatted(zone.radius(), zone.latitude(), zone.longitude());
  }
}
