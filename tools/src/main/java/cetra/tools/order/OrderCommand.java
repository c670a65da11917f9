package cetra.tools.order;

import cetra.wire.message.Json;
import cetra.wire.message.OrderAnswer;
import cetra.wire.order.Directive;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cetra order …}. */
@Command(
    name = "order",
    description = "Writes, signs, submits, follows and recalls video orders.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = NewCommand.class)
public final class OrderCommand {
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec;

  /** Made by the command line. */
  @SuppressWarnings("NullAway.Init")
  public OrderCommand() {}

  @Command(
      description = {
        "Signs an order, or adds the second person's signature to a signed one.",
        "Prints the signed order; each person signs on a machine of their own."
      })
  int sign(
      @Parameters(paramLabel = "FILE", description = "The order, or a signed order, as JSON.")
          Path file,
      @Mixin SignerOptions signer)
      throws IOException {
    JsonNode json = Json.mapper().readTree(Files.readString(file));
    SignedOrder signed =
        json.has("credential")
            ? SignedOrder.read(json.toString()).with(signer.keyId(), signer.key())
            : SignedOrder.sign(
                Json.read(json.toString(), VideoOrder.class),
                signer.credential(),
                signer.keyId(),
                signer.key());
    spec.commandLine().getOut().println(signed.text());
    return 0;
  }

  @Command(
      description = {
        "Signs the approval of an order for life that was submitted with one signature;",
        "it must be submitted within 24 hours. Prints it."
      })
  int approve(
      @Parameters(paramLabel = "FILE", description = "The order as it was submitted.") Path file,
      @Mixin SignerOptions signer)
      throws IOException {
    return direct(Directive.Kind.APPROVE, file, "approved", signer);
  }

  @Command(
      description = {
        "Signs the recall of an order; submit it, and searches, offers and uploads end.",
        "What was not delivered is deleted. Prints it."
      })
  int recall(
      @Parameters(paramLabel = "FILE", description = "The order as it was submitted.") Path file,
      @Option(names = "--reason", required = true, description = "For the owners' ledgers.")
          String reason,
      @Mixin SignerOptions signer)
      throws IOException {
    return direct(Directive.Kind.RECALL, file, reason, signer);
  }

  private int direct(Directive.Kind kind, Path file, String reason, SignerOptions signer)
      throws IOException {
    SignedOrder order = SignerOptions.order(file);
    Directive directive = Directive.of(kind, order, reason, clock.instant());
    spec.commandLine().getOut().println(signer.sign(directive).text());
    return 0;
  }

  @Command(description = "Submits a signed order, approval or recall to a relay.")
  int submit(
      @Parameters(paramLabel = "FILE", description = "What was signed.") Path file,
      @Option(
              names = "--mqtt",
              paramLabel = "BROKER",
              description = "Over a broker instead, such as ssl://127.0.0.1:8883.")
          @Nullable URI broker,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    if (broker != null) {
      OrderAnswer answer =
          new MqttSubmission(broker, relay.keys()).submit(Files.readString(file).strip());
      spec.commandLine().getOut().println(Json.text(answer));
      return answer.rule() == null ? 0 : 1;
    }
    try (RelayClient client = relay.client()) {
      spec.commandLine().getOut().println(client.submit(Files.readString(file).strip()));
      return 0;
    }
  }

  @Command(description = "Shows the state of an order and its clips.")
  int status(
      @Parameters(paramLabel = "ID", description = "The order's id.") String id,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    try (RelayClient client = relay.client()) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(client.order(id).toPrettyString());
      out.println(client.clips(id).toPrettyString());
      out.println(client.logged(id));
      return 0;
    }
  }

  @Command(description = "Shows the steps of an order as they happen, until it is interrupted.")
  int watch(
      @Parameters(paramLabel = "ID", description = "The order's id.") String id,
      @Mixin RelayOptions relay)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (RelayClient client = relay.client();
        Stream<String> events = client.events(id)) {
      events.forEach(
          event -> {
            out.println(event);
            out.flush();
          });
      return 0;
    }
  }
}
