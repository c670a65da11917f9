package cetra.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TopicsTest {
  private static final String CAR = "car0000000000001";

  @Test
  void theAccessListOfMosquittoIsItsGoldenFile() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TopicsTest.class.getResourceAsStream("/golden/mosquitto.acl"))) {
      assertThat(TopicAcl.mosquitto(List.of("relay00000000001", "relay00000000002")))
          .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void theTreeIsThatOfTheOrdersDocument() {
    assertThat(Topics.log("kanagawa")).isEqualTo("cetra/1/region/kanagawa/log");
    assertThat(Topics.offers(CAR)).isEqualTo("cetra/1/device/" + CAR + "/up/offers");
    assertThat(Topics.status(CAR)).isEqualTo("cetra/1/device/" + CAR + "/up/status");
    assertThat(Topics.grants(CAR)).isEqualTo("cetra/1/device/" + CAR + "/down/grants");
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
}
