package cetra.tools.order;

import cetra.wire.key.Pem;
import cetra.wire.message.Json;
import cetra.wire.message.OrderAnswer;
import cetra.wire.order.SignedOrder;
import cetra.wire.order.VideoOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
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
    description = "Signs, submits and follows video orders.",
    synopsisSubcommandLabel = "COMMAND")
public final class OrderCommand {
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
      @Option(names = "--credential", required = true, description = "The issuer's credential.jws.")
          Path credential,
      @Option(names = "--key", required = true, description = "The signer's key, PEM.") Path key,
      @Option(
              names = "--key-id",
              required = true,
              description = "The key's name in the credential, such as 14366.drafter.")
          String keyId)
      throws IOException {
    JsonNode json = Json.mapper().readTree(Files.readString(file));
    PrivateKey signer = Pem.privateKey(key, "Ed25519");
    SignedOrder signed =
        json.has("credential")
            ? SignedOrder.read(json.toString()).with(keyId, signer)
            : SignedOrder.sign(
                Json.read(json.toString(), VideoOrder.class),
                Files.readString(credential).strip(),
                keyId,
                signer);
    spec.commandLine().getOut().println(signed.text());
    return 0;
  }

  @Command(description = "Submits a signed order to a relay.")
  int submit(
      @Parameters(paramLabel = "FILE", description = "The signed order.") Path file,
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
      spec.commandLine().getOut().println(client.order(id).toPrettyString());
      spec.commandLine().getOut().println(client.clips(id).toPrettyString());
      return 0;
    }
  }
}
