package cetra.tools.order;

import java.io.IOException;
import java.nio.file.Path;
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
  private static final String OUT = "The file; else the clip's id and what it is.";

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public ClipCommand() {}

  @Command(name = "package", description = "Fetches the evidence package.")
  int evidence(
      @Parameters(paramLabel = "CLIP", description = ID) String clip,
      @Option(names = "--out", paramLabel = "FILE", description = OUT) @Nullable Path out,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    return fetch(relay, clip, "package", out != null ? out : Path.of(clip + ".zip"));
  }

  @Command(description = "Fetches the signed record of who touched it.")
  int custody(
      @Parameters(paramLabel = "CLIP", description = ID) String clip,
      @Option(names = "--out", paramLabel = "FILE", description = OUT) @Nullable Path out,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    return fetch(relay, clip, "custody", out != null ? out : Path.of(clip + ".custody.jsonl"));
  }

  @Command(description = "Fetches the time stamp over its package (RFC 3161).")
  int timestamp(
      @Parameters(paramLabel = "CLIP", description = ID) String clip,
      @Option(names = "--out", paramLabel = "FILE", description = OUT) @Nullable Path out,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    return fetch(relay, clip, "timestamp", out != null ? out : Path.of(clip + ".tsr"));
  }

  @Command(description = "Fetches the signed certificate that the relay has deleted it.")
  int deletion(
      @Parameters(paramLabel = "CLIP", description = ID) String clip,
      @Option(names = "--out", paramLabel = "FILE", description = OUT) @Nullable Path out,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    return fetch(relay, clip, "deletion", out != null ? out : Path.of(clip + ".deletion.json"));
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

  private int fetch(RelayOptions relay, String clip, String what, Path to)
      throws IOException, InterruptedException {
    try (RelayClient client = relay.client()) {
      client.fetch(clip, what, to);
      spec.commandLine().getOut().println(to);
      return 0;
    }
  }
}
