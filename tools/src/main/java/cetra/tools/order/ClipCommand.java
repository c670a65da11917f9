package cetra.tools.order;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra clip …}. */
@Command(
    name = "clip",
    description = "Fetches a delivered clip and its custody record, and keeps it for a case.",
    synopsisSubcommandLabel = "COMMAND")
public final class ClipCommand {
  private static final String ID = "The clip's id, as ./cetra order status shows it.";

  /** What there is of a clip, and how its file ends. */
  enum What {
    PACKAGE(".zip"),
    CUSTODY(".custody.jsonl"),
    TIMESTAMP(".tsr"),
    DELETION(".deletion.json");

    private final String ending;

    What(String ending) {
      this.ending = ending;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public ClipCommand() {}

  @Command(description = "Fetches what the relay gives out of it.")
  int get(
      @Parameters(
              paramLabel = "WHAT",
              description = {
                "package: the evidence; custody: the signed record of who touched it; timestamp: that",
                "over its package (RFC 3161); deletion: the certificate that the relay has deleted it."
              })
          What what,
      @Parameters(paramLabel = "CLIP", description = ID) String clip,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "The file; else the clip's id and what it is.")
          @Nullable Path out,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    Path to = out != null ? out : Path.of(clip + what.ending);
    try (RelayClient client = relay.client()) {
      client.fetch(clip, what.toString(), to);
      spec.commandLine().getOut().println(to);
      return 0;
    }
  }

  @Command(description = "Keeps it for a case, beyond its time.")
  int hold(
      @Parameters(paramLabel = "CLIP", description = ID) String clip,
      @Option(names = "--case", required = true, description = "The case number.")
          String caseNumber,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    try (RelayClient client = relay.client()) {
      spec.commandLine().getOut().println(client.hold(clip, caseNumber));
      return 0;
    }
  }

  @Command(description = "Lets go of it: it is deleted when its time is up.")
  int release(
      @Parameters(paramLabel = "CLIP", description = ID) String clip, @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    try (RelayClient client = relay.client()) {
      spec.commandLine().getOut().println(client.release(clip));
      return 0;
    }
  }
}
