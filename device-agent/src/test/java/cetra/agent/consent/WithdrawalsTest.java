package cetra.agent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStore;
import cetra.agent.index.HeldShare;
import cetra.agent.index.LedgerStore;
import cetra.agent.index.OrderStore;
import cetra.wire.link.Outbox;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import cetra.wire.message.Withdrawal;
import cetra.wire.order.Certainty;
import cetra.wire.order.VideoOrder;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("NullAway.Init")
final class WithdrawalsTest {
  private static final String CLIP = "11111111-2222-4333-8444-555555555555";

  @TempDir Path folder;
  private Database database;
  private ClipStore clips;
  private OrderStore orders;
  private Outbox outbox;
  private VideoOrder order;
  private Withdrawals withdrawals;

  @BeforeEach
  void anOrderHasMatched() throws IOException {
    database = ClipIndex.open(folder.resolve("index.sqlite"));
    clips = new ClipStore(database);
    orders = new OrderStore(database);
    outbox = new Outbox(database);
    withdrawals =
        new Withdrawals(database, RecordedCar.NAME, Clock.fixed(Issuer.at(50), ZoneOffset.UTC));
    Issuer issuer = new Issuer();
    order = issuer.order(RecordedCar.around(0, 100), Issuer.window(0, 10));
    orders.receive(0, issuer.signed(order));
    orders.settle(orders.due(Issuer.at(50)).orElseThrow(), OrderStore.State.MATCHED, "");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void clip(Clip.State state) {
    Clip clip =
        Clip.matched(
            CLIP,
            order.id(),
            order.issuer(),
            RecordedCar.BOOT,
            0,
            10,
            Certainty.LIKELY,
            order.validUntil());
    clips.add(clip);
    clips.move(clip, state, "");
  }

  private List<String> messages() {
    return database.list(
        "SELECT topic || ' ' || CAST(payload AS TEXT) FROM outbox", row -> row.getString(1));
  }

  private static String withdrawal() {
    return Topics.deviceAnswers(RecordedCar.NAME) + " " + Json.text(Withdrawal.of(CLIP));
  }

  @ParameterizedTest
  @EnumSource(names = {"OFFERED", "GRANTED", "CUT", "SEALED", "UPLOADED"})
  void whatTheRelayKnowsOfIsTakenBackThere(Clip.State state) {
    clip(state);
    assertThat(withdrawals.withdraw(order.id())).isEqualTo(1);
    assertThat(clips.find(CLIP).map(Clip::state)).contains(Clip.State.WITHDRAWN);
    assertThat(messages()).containsExactly(withdrawal());
    assertThat(clips.takenBack()).containsExactly(CLIP);
    assertThat(new HeldShare(database).segments()).isEmpty();
    assertThat(new LedgerStore(database).rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.event()).isEqualTo("withdrawn");
              assertThat(row.orderId()).isEqualTo(order.id());
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"MATCHED", "CONSENTED"})
  void whatNobodyHasHeardOfIsLetGoInSilence(Clip.State state) {
    clip(state);
    assertThat(withdrawals.withdraw(order.id())).isEqualTo(1);
    assertThat(messages()).isEmpty();
  }

  @Test
  void anOfferThatHasNotLeftNeverDoes() {
    clip(Clip.State.OFFERED);
    byte[] offer = ("{\"offerId\":\"" + CLIP + "\"}").getBytes(StandardCharsets.UTF_8);
    outbox.add("offers", offer, order.validUntil());
    withdrawals.withdraw(order.id());
    assertThat(messages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DECLINED", "UNWANTED", "EXPIRED", "RECALLED", "FAILED", "WITHDRAWN"})
  void whatIsLetGoAlreadyStaysAsItIs(Clip.State state) {
    clip(state);
    assertThat(withdrawals.withdraw(order.id())).isZero();
    assertThat(clips.find(CLIP).map(Clip::state)).contains(state);
    assertThat(messages()).isEmpty();
  }

  @Test
  void nothingMoreIsSearchedForTheOrder() {
    withdrawals.withdraw(order.id());
    assertThat(orders.count(OrderStore.State.RECALLED)).isEqualTo(1);
    assertThat(new LedgerStore(database).rows()).hasSize(1);
    withdrawals.withdraw(order.id());
    assertThat(new LedgerStore(database).rows()).as("nothing was left to take back").hasSize(1);
  }

  @Test
  void anOrderThatIsNotKnownIsNotNoted() {
    assertThat(withdrawals.withdraw("0198d000-0000-7000-8000-000000000099")).isZero();
    assertThat(new LedgerStore(database).rows()).isEmpty();
  }
}
