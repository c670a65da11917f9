package cetra.relay.order;

import cetra.wire.link.BrokerSession;
import cetra.wire.link.Outbox;
import cetra.wire.link.Reply;
import cetra.wire.message.Json;
import cetra.wire.message.OrderAnswer;
import cetra.wire.message.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Takes orders from the broker. Their submitter is the issuer in the topic, to which the broker
 * binds the client's certificate.
 */
public final class OrderRequests implements BrokerSession.Listener {
  /** Nobody waits longer for an answer. */
  private static final Duration WAITS = Duration.ofDays(1);

  private final OrderDesk desk;
  private final Outbox outbox;
  private final Clock clock;
  private final BiConsumer<String, byte[]> others;

  /**
   * A taker of orders.
   *
   * @param others who is given what is no order
   */
  public OrderRequests(
      OrderDesk desk, Outbox outbox, Clock clock, BiConsumer<String, byte[]> others) {
    this.desk = desk;
    this.outbox = outbox;
    this.clock = clock;
    this.others = others;
  }

  @Override
  public void received(String topic, byte[] payload) {
    Topics.orderingIssuer(topic)
        .ifPresentOrElse(
            issuer -> answer(issuer, submit(payload, issuer)), () -> others.accept(topic, payload));
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

  /** Whoever speaks MQTT 3.1.1, or over a bridge that does, cannot say where to. */
  private void answer(String issuer, OrderAnswer answer) {
    outbox.add(Topics.orderAnswers(issuer), Json.bytes(answer), clock.instant().plus(WAITS));
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
