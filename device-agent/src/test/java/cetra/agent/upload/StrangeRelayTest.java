package cetra.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.Issuer;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipStage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a relay answers, nothing is lost, doubled or sent elsewhere. */
final class StrangeRelayTest extends SealedUpload {
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
  void aRelayThatIsNotThereIsNoSuccess() throws IOException {
    sealed(5);
    TusServer gone = new TusServer();
    gone.close();
    assertThatThrownBy(() -> work(gone)).isInstanceOf(IOException.class);
    stillHere();
  }
}
