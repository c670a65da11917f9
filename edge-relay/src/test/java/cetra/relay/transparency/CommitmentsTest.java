package cetra.relay.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.wire.hash.Hash;
import cetra.wire.log.CommitmentProof;
import cetra.wire.log.LogPage;
import cetra.wire.message.Commitment;
import cetra.wire.message.Json;
import cetra.wire.message.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class CommitmentsTest {
  private TestTown town;
  private TestClock clock;
  private TestStores stores;
  private Commitments commitments;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    clock = new TestClock(town.now);
    stores = new TestStores(folder, town, clock);
    commitments = new Commitments(stores.database, stores.log, clock);
    stores.log.append("an order", town.now.plusSeconds(3600));
  }

  @AfterEach
  void end() {
    stores.close();
  }

  private static String device(int number) {
    return "car%013d".formatted(number);
  }

  private static Hash hash(int number) {
    return Hash.over(new byte[] {(byte) number});
  }

  private void commit(int device, Hash root) {
    commitments.arrived(Topics.commitments(device(device)), Json.bytes(Commitment.of(root)));
  }

  private CommitmentProof.Logged proven(int device) {
    return commitments
        .proof(device(device), hash(device))
        .orElseThrow()
        .verify(hash(device), town.root().getPublic());
  }

  @Test
  void allThatCameTogetherIsOneEntryAndEachHasItsProof() {
    IntStream.range(0, 100).forEach(device -> commit(device, hash(device)));
    assertThat(commitments.step()).as("others may still come").isFalse();
    clock.pass(Commitments.BUNDLE);
    assertThat(commitments.step()).isTrue();
    assertThat(commitments.step()).isFalse();
    assertThat(stores.log.size()).isEqualTo(2);
    IntStream.range(0, 100)
        .forEach(
            device -> {
              assertThat(proven(device).place()).isEqualTo(1);
              assertThat(proven(device).at()).isEqualTo(clock.instant());
            });
  }

  @Test
  void theProofHoldsWhileTheLogGrows() {
    commit(1, hash(1));
    clock.pass(Commitments.BUNDLE);
    commitments.step();
    IntStream.range(0, 300).forEach(i -> stores.log.append("order " + i, town.now));
    assertThat(proven(1).place()).isEqualTo(1);
  }

  @Test
  void nobodyElseIsToldAndAnotherCommitmentIsNotProven() {
    commit(1, hash(1));
    assertThat(commitments.proof(device(1), hash(1))).as("it waits").isEmpty();
    clock.pass(Commitments.BUNDLE);
    commitments.step();
    assertThat(commitments.proof(device(2), hash(1))).isEmpty();
    CommitmentProof proof = commitments.proof(device(1), hash(1)).orElseThrow();
    assertThatThrownBy(() -> proof.verify(hash(2), town.root().getPublic()))
        .hasMessageContaining("not among those of its log entry");
  }

  @Test
  void whatComesTwiceStandsOnce() {
    commit(1, hash(1));
    clock.pass(Commitments.BUNDLE);
    commitments.step();
    commit(1, hash(1));
    clock.pass(Commitments.BUNDLE);
    assertThat(commitments.step()).isFalse();
  }

  @Test
  void devicesFollowTheEntryAsAHashAlone() {
    commit(1, hash(1));
    clock.pass(Commitments.BUNDLE);
    commitments.step();
    LogPage page = stores.log.page(0, clock.instant());
    assertThat(page.parts()).hasSize(2);
    assertThat(page.parts().getFirst().entry()).isEqualTo("an order");
    assertThat(page.parts().getLast().entry()).isNull();
  }

  @Test
  void aMadDeviceAndUnreadableOnesLeaveTheLogAlone() {
    IntStream.range(0, 200).forEach(i -> commit(1, hash(i)));
    commitments.arrived(Topics.commitments(device(2)), "{}".getBytes(StandardCharsets.UTF_8));
    commitments.arrived(Topics.commitments(device(2)), new byte[2000]);
    clock.pass(Commitments.BUNDLE);
    commitments.step();
    assertThat(stores.log.proof(1).entry()).contains("\"count\":10,");
    assertThat(commitments.arrived(Topics.offers(device(2)), new byte[0])).isFalse();
  }

  @Test
  void afterAMonthAnEntryIsForgottenAsAWhole() {
    commit(1, hash(1));
    clock.pass(Commitments.BUNDLE);
    commitments.step();
    clock.pass(Duration.ofDays(31));
    commit(2, hash(2));
    clock.pass(Commitments.BUNDLE);
    commitments.step();
    assertThat(commitments.proof(device(1), hash(1))).isEmpty();
    assertThat(proven(2).place()).isEqualTo(2);
  }
}
