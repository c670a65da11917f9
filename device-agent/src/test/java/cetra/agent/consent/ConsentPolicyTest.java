package cetra.agent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.wire.order.Certainty;
import cetra.wire.order.Purpose;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConsentPolicyTest {
  private final Issuer issuer = new Issuer();

  @ParameterizedTest
  @CsvSource({
    "8, 20, 8, true",
    "8, 20, 19, true",
    "8, 20, 20, false",
    "8, 20, 7, false",
    "22, 6, 23, true",
    "22, 6, 0, true",
    "22, 6, 5, true",
    "22, 6, 6, false",
    "22, 6, 21, false",
    "0, 0, 13, true",
    "5, 5, 4, true",
    "0, 24, 23, true"
  })
  void hoursMayGoOverMidnight(int from, int to, int hour, boolean given) {
    VideoOrder order = issuer.order(RecordedCar.around(30, 100), Issuer.window(0, 60));
    ConsentPolicy policy =
        new ConsentPolicy(
            ConsentPolicy.Mode.STANDING,
            List.of(Purpose.CRIME),
            List.of(),
            List.of(Urgency.LIFE),
            Certainty.LIKELY,
            from,
            to,
            5,
            List.of());
    assertThat(policy.refusal(order, LocalTime.of(hour, 59), Certainty.LIKELY).isEmpty())
        .isEqualTo(given);
  }

  @Test
  void issuersAndUrgenciesAreRules() {
    VideoOrder routine =
        issuer.order(Purpose.CRIME, Urgency.ROUTINE, RecordedCar.around(0, 9), Issuer.window(0, 1));
    assertThat(ConsentGateTest.STANDING.refusal(routine, LocalTime.NOON, Certainty.LIKELY))
        .isEqualTo("not for ROUTINE");
    ConsentPolicy neighbour =
        new ConsentPolicy(
            ConsentPolicy.Mode.STANDING,
            List.of(Purpose.CRIME),
            List.of("14384"),
            List.of(Urgency.ROUTINE),
            Certainty.LIKELY,
            0,
            0,
            5,
            List.of());
    assertThat(neighbour.refusal(routine, LocalTime.NOON, Certainty.LIKELY))
        .isEqualTo("not to 14382");
    assertThatThrownBy(() -> new PrivacyZone(35, 139, 249)).hasMessageContaining("250");
  }
}
