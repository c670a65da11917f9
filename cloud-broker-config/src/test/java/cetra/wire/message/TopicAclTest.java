package cetra.wire.message;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.message.TopicAcl.Role;
import cetra.wire.message.TopicAcl.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicAclTest {
  private static final String CAR = "car0000000000001";
  private static final String OTHER = "car0000000000002";

  @Test
  void everyTopicOfADeviceIsItsOwn() {
    Rule rule = TopicAcl.of(Role.DEVICE);
    assertThat(rule.mayPublish(CAR, Topics.offers(CAR))).isTrue();
    assertThat(rule.mayPublish(CAR, Topics.commitments(CAR))).isTrue();
    assertThat(rule.mayPublish(CAR, Topics.deviceAnswers(CAR))).isTrue();
    assertThat(rule.mayPublish(CAR, Topics.offers(OTHER))).isFalse();
    assertThat(rule.maySubscribe(CAR, Topics.requests(CAR))).isTrue();
    assertThat(rule.maySubscribe(CAR, Topics.grants(OTHER))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#",
        "+/+/#",
        "cetra/1/#",
        "cetra/1/device/+/down/grants",
        "cetra/1/device/car0000000000001/#",
        "cetra/1/device/car0000000000001/down/+",
        "cetra/1/region/#",
        "$SYS/#",
        "$share/g/cetra/1/region/+/log"
      })
  void whatIsWiderThanADevicesRightsIsRefused(String filter) {
    assertThat(TopicAcl.of(Role.DEVICE).maySubscribe(CAR, filter)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "#, a/b, true",
    "#, $SYS/a, false",
    "a/#, a, true",
    "a/#, a/b/c, true",
    "a/#, b, false",
    "a/+, a/b, true",
    "a/+, a/+, true",
    "a/+, a/#, false",
    "a/+, a, false",
    "a/b, a/+, false",
    "a, a/b, false",
    "a/b, a, false"
  })
  void oneFilterCoversAnother(String allowed, String asked, boolean covered) {
    assertThat(TopicFilter.covers(allowed, asked)).isEqualTo(covered);
  }

  @Test
  void unitsOfCertificatesNameRoles() {
    assertThat(Role.of("device")).contains(Role.DEVICE);
    assertThat(Role.of("DEVICE")).isEmpty();
    assertThat(Role.of("broker")).isEmpty();
  }
}
