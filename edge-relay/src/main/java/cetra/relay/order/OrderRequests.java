package cetra.relay.order;

import cetra.wire.link.BrokerSession;
import cetra.wire.link.Reply;
import cetra.wire.message.Json;
import cetra.wire.message.OrderAnswer;
import cetra.wire.message.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.tinylog.Logger;

/**
 * Takes orders from the broker. Their submitter is the issuer in the topic, to which the broker
 * binds the client's certificate.
 */
public final class OrderRequests implements BrokerSession.Listener {
  private final OrderDesk desk;
  private final BiConsumer<String, byte[]> others;

  /**
   * A taker of orders.
   *
   * @param others who is given what is no order
   */
  public OrderRequests(OrderDesk desk, BiConsumer<String, byte[]> others) {
    this.desk = desk;
    this.others = others;
  }

  @Override
  public void received(String topic, byte[] payload) {
    Topics.orderingIssuer(topic)
        .ifPresentOrElse(
            issuer -> Logger.info("{}: {}", topic, Json.text(submit(payload, issuer))),
            () -> others.accept(topic, payload));
  }

  @Override
  public void asked(String topic, byte[] payload, Reply reply) {
    Optional<String> issuer = Topics.orderingIssuer(topic);
    if (issuer.filter(code -> reply.topic().equals(Topics.orderAnswers(code))).isPresent()) {
      reply.send(Json.bytes(submit(payload, issuer.get())));
    } else {
      // elsewhere an answer would make the relay speak for somebody who may not speak there
      received(topic, payload);
    }
  }

  private OrderAnswer submit(byte[] payload, String issuer) {
    return switch (desk.submit(new String(payload, StandardCharsets.UTF_8), issuer)) {
      case Submission.Accepted accepted -> OrderAnswer.accepted(accepted.id(), accepted.index());
      case Submission.Known known -> OrderAnswer.accepted(known.id(), known.index());
      case Submission.Refused refused ->
          OrderAnswer.refused(refused.why().name(), refused.detail());
    };
  }
}
