package cetra.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TopicsTest {
  private static final String CAR = "car0000000000001";

  @Test
  void theTreeIsThatOfTheOrdersDocument() {
    assertThat(Topics.log("kanagawa")).isEqualTo("cetra/1/region/kanagawa/log");
    assertThat(Topics.offers(CAR)).isEqualTo("cetra/1/device/" + CAR + "/up/offers");
    assertThat(Topics.status(CAR)).isEqualTo("cetra/1/device/" + CAR + "/up/status");
    assertThat(Topics.grants(CAR)).isEqualTo("cetra/1/device/" + CAR + "/down/grants");
    assertThat(Topics.commitments(CAR)).isEqualTo("cetra/1/device/" + CAR + "/up/commitments");
    assertThat(Topics.deviceAnswers(CAR)).isEqualTo("cetra/1/device/" + CAR + "/up/answers");
    assertThat(Topics.requests(CAR)).isEqualTo("cetra/1/device/" + CAR + "/down/requests");
    assertThat(Topics.orders("14382")).isEqualTo("cetra/1/issuer/14382/orders");
    assertThat(Topics.orderAnswers("14382")).isEqualTo("cetra/1/issuer/14382/answers");
    assertThat(Topics.events("14382")).isEqualTo("cetra/1/issuer/14382/events");
    assertThat(Topics.fromAllDevices()).isEqualTo("cetra/1/device/+/up/#");
  }

  @Test
  void onlyOffersOfANamedDeviceAreOffers() {
    assertThat(Topics.offeringDevice(Topics.offers(CAR))).contains(CAR);
    assertThat(Topics.offeringDevice(Topics.status(CAR))).isEmpty();
    assertThat(Topics.offeringDevice(Topics.offers("short"))).isEmpty();
    assertThat(Topics.offeringDevice(Topics.offers("a/../b0000000000000"))).isEmpty();
    assertThat(Topics.offeringDevice(Topics.offers(CAR) + "/x")).isEmpty();
  }

  @Test
  void onlyOrdersOfANamedIssuerAreOrders() {
    assertThat(Topics.orderingIssuer(Topics.orders("14366"))).contains("14366");
    assertThat(Topics.orderingIssuer(Topics.events("14366"))).isEmpty();
    assertThat(Topics.orderingIssuer(Topics.orders("a/../b"))).isEmpty();
    assertThat(Topics.orderingIssuer(Topics.orders("+"))).isEmpty();
  }
}
