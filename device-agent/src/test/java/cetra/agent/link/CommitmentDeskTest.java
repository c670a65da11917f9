package cetra.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.TestLog;
import cetra.agent.clip.ClipCutter;
import cetra.agent.index.Clip;
import cetra.agent.seal.EvidenceSealer;
import cetra.agent.upload.RelayConnection;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.hash.Hash;
import cetra.wire.key.Trust;
import cetra.wire.log.CommitmentProof;
import cetra.wire.message.Json;
import cetra.wire.order.Certainty;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class CommitmentDeskTest {
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final Instant START = StoppedBoard.ZERO.plusSeconds(60);
  private static final String ID = "11111111-2222-4333-8444-555555555555";

  @TempDir Path folder;
  private final List<Hash> asked = new ArrayList<>();
  private RecordedCar car;
  private TestLog log;
  private HttpServer server;
  private Optional<CommitmentProof> answer = Optional.empty();

  @BeforeEach
  void drive() throws Exception {
    car = new RecordedCar(folder.resolve("car"), 33);
    log =
        new TestLog(
            folder, "relay/orders", car.issuer.rootKey(), car.issuer.root(), StoppedBoard.ZERO);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/commitments/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    car.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(Hash.parse(path.substring(path.lastIndexOf('/') + 1)));
    if (answer.isPresent()) {
      byte[] proof = Json.bytes(answer.get());
      exchange.sendResponseHeaders(200, proof.length);
      exchange.getResponseBody().write(proof);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }

  private boolean work(Duration after) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new CommitmentDesk(
            car.database,
            car.outbox,
            new RelayConnection(uri, SSLContext.getDefault()),
            car.issuer.root(),
            RecordedCar.NAME,
            INTERVAL,
            Clock.fixed(START.plus(after), ZoneOffset.UTC))
        .work();
  }

  private EvidenceVerdict.Authentic sealed() throws IOException {
    Clip matched =
        Clip.matched(
            ID,
            "0198d000-0000-7000-8000-000000000001",
            "14382",
            RecordedCar.BOOT,
            5_000_000_000L,
            25_000_000_000L,
            Certainty.LIKELY,
            START.plusSeconds(10_000));
    car.clips.add(matched);
    car.clips.move(matched, Clip.State.GRANTED, "");
    new ClipCutter(car.clips, car.track, car.index, car.ring, car.folder)
        .work(car.clips.find(ID).orElseThrow());
    new EvidenceSealer(
            car.clips,
            car.track,
            car.commitments,
            car.index,
            car.ring,
            car.folder,
            car.key,
            "generated:",
            "test")
        .work(car.clips.find(ID).orElseThrow());
    return (EvidenceVerdict.Authentic)
        new PackageVerifier(Trust.of(car.identity)).verify(car.folder.sealed(ID));
  }

  @Test
  void whatTheLogHoldsIsProvenByTheClip() throws Exception {
    assertThat(work(Duration.ZERO)).isTrue();
    assertThat(car.outbox.waiting()).isEqualTo(1);
    Hash root = car.commitments.open().orElseThrow().root();
    answer = Optional.of(log.proof(root, START));
    assertThat(work(Duration.ofSeconds(59))).as("the relay needs a moment").isFalse();
    assertThat(asked).isEmpty();
    assertThat(work(Duration.ofSeconds(60))).isTrue();
    assertThat(asked).containsExactly(root);
    EvidenceVerdict.Authentic clip = sealed();
    assertThat(clip.manifest().commitments()).hasSize(1);
    assertThat(clip.manifest().segments()).hasSizeGreaterThan(1);
    assertThat(clip.logged()).contains(new CommitmentProof.Logged("relay/orders", 2, START));
  }

  @Test
  void aClipThatIsSealedBeforeSaysNothingOfALog() throws Exception {
    work(Duration.ZERO);
    EvidenceVerdict.Authentic clip = sealed();
    assertThat(clip.manifest().commitments()).isEmpty();
    assertThat(clip.logged()).isEmpty();
  }

  @Test
  void aRelayThatDoesNotKnowItIsSentItOnceMore() throws Exception {
    work(Duration.ZERO);
    car.outbox.withdraw("root");
    assertThat(work(Duration.ofMinutes(1))).isFalse();
    assertThat(car.outbox.waiting()).isEqualTo(1);
    assertThat(work(Duration.ofSeconds(61))).isFalse();
    assertThat(asked).as("it is not pressed").hasSize(1);
  }

  @Test
  void aProofOfSomethingElseIsNotKept() throws Exception {
    work(Duration.ZERO);
    answer = Optional.of(log.proof(Hash.over(new byte[] {7}), START));
    assertThat(work(Duration.ofMinutes(1))).isFalse();
    assertThat(car.commitments.open()).isPresent();
  }

  @Test
  void whatIsCommittedIsNotCommittedAgainAndNothingIsNoCommitment() throws Exception {
    work(Duration.ZERO);
    answer = Optional.of(log.proof(car.commitments.open().orElseThrow().root(), START));
    work(Duration.ofMinutes(1));
    assertThat(work(Duration.ofMinutes(9))).as("before its time").isFalse();
    assertThat(work(Duration.ofMinutes(30))).as("the car has not moved").isFalse();
    assertThat(car.outbox.waiting()).isEqualTo(1);
  }
}
