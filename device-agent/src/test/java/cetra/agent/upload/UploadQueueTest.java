package cetra.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.clip.ClipFolder;
import cetra.agent.clip.Expiry;
import cetra.agent.index.AskedToWait;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipIndex;
import cetra.agent.index.ClipStage;
import cetra.agent.index.ClipStore;
import cetra.agent.index.GotFurther;
import cetra.agent.index.LedgerStore;
import cetra.wire.order.Certainty;
import cetra.wire.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UploadQueueTest {
  private static final String ID = "11111111-2222-4333-8444-555555555555";
  private static final Clock CLOCK = Clock.fixed(Issuer.at(50), ZoneOffset.UTC);
  private static final int CHUNK = ChunkSize.LEAST;

  @TempDir Path path;
  private Database database;
  private ClipStore clips;
  private LedgerStore ledger;
  private ClipFolder folder;
  private byte[] content = new byte[0];
  private UploadGate gate = UploadGate.OPEN;

  @BeforeEach
  void open() throws IOException {
    database = ClipIndex.open(path.resolve("index.sqlite"));
    clips = new ClipStore(database);
    ledger = new LedgerStore(database);
    folder = ClipFolder.open(path.resolve("clips"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void sealed(int octets) throws IOException {
    content = new byte[octets];
    new Random(13).nextBytes(content);
    Files.write(folder.sealed(ID), content);
    Clip clip =
        Clip.matched(
            ID, "order", "14382", RecordedCar.BOOT, 1, 2, Certainty.LIKELY, Issuer.at(10_000));
    clips.add(clip);
    clips.move(clip, Clip.State.SEALED, "");
  }

  private Clip clip() {
    return clips.find(ID).orElseThrow();
  }

  private void work(TusServer relay) throws IOException {
    queue(relay).work(clip());
  }

  private UploadQueue queue(TusServer relay) {
    try {
      return new UploadQueue(
          clips,
          ledger,
          folder,
          new RelayConnection(relay.uri(), SSLContext.getDefault()),
          gate,
          CLOCK);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A gate that lets so many octets through, and then none. */
  private static final class Plan implements UploadGate {
    private long left;

    Plan(long left) {
      this.left = left;
    }

    @Override
    public Optional<String> closed(Clip clip) {
      return left > 0 ? Optional.empty() : Optional.of("the plan is used up");
    }

    @Override
    public long left() {
      return left;
    }

    @Override
    public void sent(long octets) {
      left -= octets;
    }
  }

  @Test
  void noPlanIsPassedByAnOctet() throws IOException {
    sealed(3 * CHUNK);
    Plan plan = new Plan(CHUNK + 1000);
    gate = plan;
    try (TusServer relay = new TusServer()) {
      assertThatThrownBy(() -> work(relay))
          .isInstanceOf(AskedToWait.class)
          .hasMessage("the plan is used up");
      assertThat(relay.kept()).isEqualTo(CHUNK + 1000);
      assertThat(plan.left).isZero();
      stillHere();
      plan.left = 10 * CHUNK;
      work(relay);
      arrivedOnce(relay);
      assertThat(plan.left).isEqualTo(10 * CHUNK - 2 * CHUNK + 1000);
    }
  }

  @Test
  void whatIsCutOffCountsToo() throws IOException {
    sealed(3 * CHUNK);
    Plan plan = new Plan(100 * CHUNK);
    gate = plan;
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.cutAfter(CHUNK / 2));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      assertThat(plan.left).isLessThanOrEqualTo(100 * CHUNK - CHUNK / 2);
      work(relay);
      arrivedOnce(relay);
    }
  }

  @Test
  void aClosedGateAsksNobody() throws IOException {
    sealed(CHUNK);
    gate = new Plan(0);
    try (TusServer relay = new TusServer()) {
      assertThatThrownBy(() -> work(relay)).isInstanceOf(AskedToWait.class);
      assertThat(relay.requests).isEmpty();
      stillHere();
    }
  }

  @Test
  void whatIsWantedAgainNeedNotWait() throws IOException {
    sealed(CHUNK);
    clips.postpone(clip(), Issuer.at(9000), "not its turn");
    assertThat(clips.due(Clip.State.SEALED, CLOCK.instant())).isEmpty();
    clips.answered(ID, true);
    assertThat(clips.due(Clip.State.SEALED, CLOCK.instant())).isPresent();
  }

  @Test
  void whatIsNotWantedAnyMoreIsLetGo() throws IOException {
    sealed(CHUNK);
    clips.answered(ID, false);
    assertThat(clip().state()).isEqualTo(Clip.State.UNWANTED);
    new Expiry(clips, folder, CLOCK).work();
    assertThat(folder.path()).isEmptyDirectory();
  }

  private void arrivedOnce(TusServer relay) {
    assertThat(relay.finished).hasSize(1);
    assertThat(relay.finished.getFirst()).isEqualTo(content);
    assertThat(clip().state()).isEqualTo(Clip.State.UPLOADED);
    assertThat(folder.path()).isEmptyDirectory();
    assertThat(ledger.rows()).extracting(LedgerStore.Row::event).containsExactly("uploaded");
  }

  private void stillHere() {
    assertThat(clip().state()).isEqualTo(Clip.State.SEALED);
    assertThat(folder.sealed(ID)).exists();
    assertThat(ledger.rows()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 77})
  void aPackageOfAnySizeArrivesOnce(int octets) throws IOException {
    sealed(octets);
    try (TusServer relay = new TusServer()) {
      work(relay);
      arrivedOnce(relay);
      assertThat(relay.created()).isEqualTo(1);
      assertThat(relay.requests.stream().filter("PATCH"::equals).count())
          .isBetween(1L, (long) Math.ceilDiv(octets, CHUNK)); // they grow on a good road
    }
  }

  @Test
  void anUploadThatIsCutAgainAndAgainGoesOnWhereItWas() throws IOException {
    sealed(3 * CHUNK + 77);
    try (TusServer relay = new TusServer()) {
      int kept = 0;
      for (int octets : new int[] {5, 100_000, CHUNK - 1, 0}) {
        relay.faults.add(TusServer.Fault.cutAfter(octets));
        assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
        stillHere();
        assertThat(relay.kept()).isGreaterThanOrEqualTo(kept + octets);
        kept = relay.kept();
      }
      work(relay);
      arrivedOnce(relay);
      assertThat(relay.created()).isEqualTo(1);
    }
  }

  @Test
  void aBadRoadIsToldFromNone() throws IOException {
    sealed(3 * CHUNK);
    try (TusServer relay = new TusServer()) {
      UploadQueue queue = queue(relay);
      for (int octets : new int[] {5, 100_000, 0}) {
        relay.faults.add(TusServer.Fault.cutAfter(octets));
        assertThatThrownBy(() -> queue.work(clip())).isInstanceOf(GotFurther.class);
      }
      relay.faults.add(TusServer.Fault.cutAfter(0));
      assertThatThrownBy(() -> queue.work(clip())).isNotInstanceOf(GotFurther.class);
      queue.work(clip());
      arrivedOnce(relay);
    }
  }

  @Test
  void anUploadEndsWhenItsOrderIsTakenBackMeanwhile() throws IOException {
    sealed(3 * CHUNK);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.cutAfter(CHUNK - 1));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      Clip claimed = clip();
      assertThat(clips.recall("order")).isEqualTo(1);
      assertThatThrownBy(() -> queue(relay).work(claimed)).hasMessageContaining("let go");
      assertThat(relay.finished).isEmpty();
      assertThat(clip().state()).isEqualTo(Clip.State.RECALLED);
      assertThat(ledger.rows()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 413, 460, 500, 503})
  void aChunkThatIsNotTakenIsNoSuccessAndIsSentAgain(int status) throws IOException {
    sealed(2 * CHUNK + 5);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.status("PATCH", status));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      stillHere();
      work(relay);
      arrivedOnce(relay);
      assertThat(relay.created()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 301, 400, 401, 403, 404, 413, 500, 503})
  void anUploadThatIsNotCreatedIsNoSuccess(int status) throws IOException {
    sealed(5);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.status("POST", status));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      stillHere();
      work(relay);
      arrivedOnce(relay);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 500, 503})
  void anUploadWhoseStateIsNotToldIsNeitherDoubledNorDone(int status) throws IOException {
    sealed(2 * CHUNK);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.cutAfter(9));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      relay.faults.add(TusServer.Fault.status("HEAD", status));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      stillHere();
      work(relay);
      arrivedOnce(relay);
      assertThat(relay.created()).isEqualTo(1);
    }
  }

  @Test
  void anUploadThatTheRelayHasForgottenBeginsAnew() throws IOException {
    sealed(2 * CHUNK);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.cutAfter(9));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      relay.forget();
      work(relay);
      arrivedOnce(relay);
      assertThat(relay.created()).isEqualTo(2);
    }
  }

  @Test
  void aPowerCutAfterTheLastOctetSendsNothingTwice() throws IOException {
    sealed(2 * CHUNK);
    try (TusServer relay = new TusServer()) {
      work(relay);
      Files.write(folder.sealed(ID), content);
      database.update("UPDATE clip SET state = 'SEALED'");
      database.update("DELETE FROM ledger");
      relay.requests.clear();
      work(relay);
      arrivedOnce(relay);
      assertThat(relay.requests).containsExactly("HEAD");
    }
  }

  @Test
  void footageGoesToNoOtherHostWhateverTheRelaySays() throws IOException {
    sealed(5);
    try (TusServer thief = new TusServer();
        TusServer relay = new TusServer(thief.uri().toString())) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> work(relay)).hasMessageContaining(thief.uri().getAuthority());
        stillHere();
      }
      assertThat(clip().upload()).isEmpty();
      for (String method : List.of("POST", "PATCH")) {
        try (TusServer redirecting = new TusServer()) {
          redirecting.faults.add(TusServer.Fault.redirect(method, thief.uri() + "/v1/uploads"));
          assertThatThrownBy(() -> work(redirecting)).isInstanceOf(IOException.class);
          stillHere();
        }
      }
      assertThat(thief.requests).isEmpty();
    }
  }

  @Test
  void aRelayThatWasReplacedIsSentTheWholePackage() throws IOException {
    sealed(2 * CHUNK);
    try (TusServer old = new TusServer();
        TusServer relay = new TusServer()) {
      old.faults.add(TusServer.Fault.cutAfter(9));
      assertThatThrownBy(() -> work(old)).isInstanceOf(IOException.class);
      int before = old.requests.size();
      work(relay);
      arrivedOnce(relay);
      assertThat(old.requests).hasSize(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH"})
  void aRelayThatWantsToBeAskedLaterIs(String method) throws IOException {
    sealed(5);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.later(method, 40));
      ClipStage stage = new ClipStage(queue(relay), clips, CLOCK);
      assertThat(stage.work()).isTrue();
      stillHere();
      assertThat(clips.due(Clip.State.SEALED, Issuer.at(50 + 39))).isEmpty();
      assertThat(clips.due(Clip.State.SEALED, Issuer.at(50 + 81))).isPresent();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "99999999999", "-5", "", "many"})
  void aRelayThatCountsWronglyIsNotBelieved(String offset) throws IOException {
    sealed(5);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.offset("PATCH", 204, offset));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      stillHere();
      work(relay);
      arrivedOnce(relay);
    }
  }

  @Test
  void aRelayThatHasMoreThanThereIsIsNotBelieved() throws IOException {
    sealed(2 * CHUNK);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.cutAfter(9));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      relay.faults.add(TusServer.Fault.offset("HEAD", 200, "99999999"));
      assertThatThrownBy(() -> work(relay)).hasMessageContaining("99999999 octets");
      stillHere();
      work(relay);
      arrivedOnce(relay);
    }
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() throws IOException {
    sealed(5);
    try (TusServer relay = new TusServer()) {
      relay.faults.add(TusServer.Fault.endless("PATCH"));
      assertThatThrownBy(() -> work(relay)).isInstanceOf(IOException.class);
      stillHere();
    }
  }

  @Test
  void aPackageThatWasLostIsNotSaidToBeUploaded() throws IOException {
    sealed(5);
    Files.delete(folder.sealed(ID));
    try (TusServer relay = new TusServer()) {
      work(relay);
      assertThat(relay.requests).isEmpty();
    }
    assertThat(clip().state()).isEqualTo(Clip.State.GRANTED);
    assertThat(ledger.rows()).isEmpty();
  }

  @Test
  void aRelayThatIsNotThereIsNoSuccess() throws IOException {
    sealed(5);
    TusServer gone = new TusServer();
    gone.close();
    assertThatThrownBy(() -> work(gone)).isInstanceOf(IOException.class);
    stillHere();
  }
}
