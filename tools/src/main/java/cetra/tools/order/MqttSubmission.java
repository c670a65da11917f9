package cetra.tools.order;

import cetra.wire.key.IdentityFolder;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.BrokerRequest;
import cetra.wire.message.Json;
import cetra.wire.message.OrderAnswer;
import cetra.wire.message.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Submits orders over a broker. */
final class MqttSubmission {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI broker;
  private final IdentityFolder issuer;

  MqttSubmission(URI broker, IdentityFolder issuer) {
    this.broker = broker;
    this.issuer = issuer;
  }

  /**
   * Submits a signed order.
   *
   * @throws IOException when the broker cannot be reached, or no relay answers within 30 s
   */
  OrderAnswer submit(String signedOrder) throws IOException, InterruptedException {
    String code = issuer.tls().name();
    BrokerAddress address = new BrokerAddress(broker, code, issuer.tls().context(), Duration.ZERO);
    byte[] answer =
        BrokerRequest.ask(
            address,
            Topics.orders(code),
            Topics.orderAnswers(code),
            signedOrder.getBytes(StandardCharsets.UTF_8),
            PATIENCE);
    return Json.read(answer, OrderAnswer.class);
  }
}
