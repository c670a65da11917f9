package cetra.relay.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cetra.relay.RelayFixture;
import cetra.relay.TestClient;
import cetra.relay.TestTown;
import cetra.wire.key.IdentityFolder;
import cetra.wire.link.BrokerAddress;
import cetra.wire.link.BrokerRequest;
import cetra.wire.message.Json;
import cetra.wire.message.OrderAnswer;
import cetra.wire.message.Topics;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that come over each broker. */
final class OrderRequestsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String CODE = TestTown.ISSUER;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"embedded", "mosquitto", "artemis"})
  @Execution(ExecutionMode.CONCURRENT)
  void everyOrderIsAnsweredAndAnsweredAgain(String broker) throws Exception {
    try (RelayFixture town = new RelayFixture(folder, broker)) {
      VideoOrder order = town.town.order(1);
      String signed = town.town.signed(order);
      assertThat(ask(town, signed)).isEqualTo(OrderAnswer.accepted(order.id(), 0));
      assertThat(ask(town, signed)).isEqualTo(OrderAnswer.accepted(order.id(), 0));
      assertThat(ask(town, town.town.forged(town.town.order(1))).rule()).isEqualTo("BAD_SIGNATURE");
      assertThat(ask(town, "no order").rule()).isEqualTo("UNREADABLE");
      assertThat(ask(town, "x".repeat((512 << 10) + 1)).detail())
          .contains("524289 characters; at most 524288");

      VideoOrder unanswered = town.town.order(1);
      assertThatThrownBy(
              () ->
                  ask(
                      town,
                      town.town.signed(unanswered),
                      Topics.events(CODE),
                      Duration.ofSeconds(3)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("nobody answers");
      await()
          .untilAsserted(
              () ->
                  assertThat(town.asIssuer("/v1/orders/" + unanswered.id()).statusCode())
                      .isEqualTo(200));
    }
  }

  /** As MQTT 3.1.1 does, and a bridge that speaks it. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whoNamesNoTopicIsAnsweredOnItsOwn() throws Exception {
    try (RelayFixture town = new RelayFixture(folder, "mosquitto");
        TestClient issuer = TestClient.connect(town.relay().broker(), town.town.issuer(CODE))) {
      issuer.subscribe(Topics.orderAnswers(CODE));
      VideoOrder order = town.town.order(1);
      issuer.publish(Topics.orders(CODE), town.town.signed(order));
      issuer.publish(Topics.orders(CODE), "no order");
      await()
          .untilAsserted(
              () ->
                  assertThat(issuer.texts(Topics.orderAnswers(CODE)))
                      .map(text -> Json.read(text, OrderAnswer.class))
                      .map(answer -> answer.rule() == null ? answer.orderId() : answer.rule())
                      .contains(order.id(), "UNREADABLE"));
    }
  }

  private static OrderAnswer ask(RelayFixture town, String text) throws Exception {
    return ask(town, text, Topics.orderAnswers(CODE), PATIENCE);
  }

  private static OrderAnswer ask(RelayFixture town, String text, String responses, Duration most)
      throws Exception {
    IdentityFolder issuer = town.town.issuer(CODE);
    BrokerAddress address =
        new BrokerAddress(town.relay().broker(), CODE, issuer.tls().context(), Duration.ZERO);
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return Json.read(
        BrokerRequest.ask(address, Topics.orders(CODE), responses, octets, most),
        OrderAnswer.class);
  }
}
