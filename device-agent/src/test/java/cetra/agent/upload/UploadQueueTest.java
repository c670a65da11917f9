package cetra.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.Issuer;
import cetra.agent.clip.Expiry;
import cetra.agent.index.Clip;
import cetra.agent.index.GotFurther;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A package arrives once, however often its way is cut. */
final class UploadQueueTest extends SealedUpload {
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
}
