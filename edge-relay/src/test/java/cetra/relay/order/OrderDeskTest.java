package cetra.relay.order;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.wire.order.Refusal;
import cetra.wire.order.SignedOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
final class OrderDeskTest {
  private TestTown town;
  private TestStores stores;

  @BeforeEach
  void begin(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    stores = new TestStores(folder, town, Clock.fixed(town.now, ZoneOffset.UTC));
  }

  @AfterEach
  void end() {
    stores.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFFFD", "\\\""})
  void anOrderThatGrowsBeyondTheBrokersPacketIsRefused(String character) {
    assertThat(submitted(padded(character)))
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> {
              assertThat(refused.why()).isEqualTo(Refusal.UNREADABLE);
              assertThat(refused.detail()).contains("octets; at most " + OrderDesk.MOST_OCTETS);
            });
    assertThat(stores.log.size()).isZero();
  }

  @Test
  void anOrderOfTheGreatestLengthIsAccepted() {
    assertThat(submitted(padded("x"))).isInstanceOf(Submission.Accepted.class);
  }

  private Submission submitted(String text) {
    return stores.orderDesk.submit(text, TestTown.ISSUER);
  }

  /** A good order with a field that nobody reads, as long as may be. */
  private String padded(String character) {
    String text = town.signed(town.order(1));
    String begin = text.substring(0, text.length() - 1) + ",\"pad\":\"";
    int room = SignedOrder.MOST_CHARACTERS - begin.length() - 2;
    return begin + character.repeat(room / character.length()) + "\"}";
  }
}
