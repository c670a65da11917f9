package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.agent.StoppedBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real fake card is tested where a block device can be made; here its files change. */
final class CapacityProofTest {
  private static final Duration OFTEN = Duration.ofMillis(5);

  @TempDir Path folder;

  private Ring recorded(long budget) throws Exception {
    Ring ring = Ring.open(folder, budget, 0, "c", head -> "A".repeat(86) + "==");
    ClockDiscipline clock = new ClockDiscipline(new StoppedBoard(), utc -> {});
    try (TrackFeed feed = Footage.feed(Footage.fixes(40), clock)) {
      String boot = UUID.randomUUID().toString();
      Footage.record(ring, boot, Footage.packets(40), feed, clock, closed -> {});
    }
    return ring;
  }

  private interface Proved {
    boolean by(CapacityProof proof) throws IOException;
  }

  private static void prove(Ring ring, Proved until) {
    CapacityProof proof = new CapacityProof(ring, OFTEN);
    try {
      await().until(() -> until.by(proof));
    } finally {
      proof.close();
    }
  }

  private static void overwrite(Path segment) throws IOException {
    byte[] octets = Files.readAllBytes(segment);
    octets[octets.length / 2] ^= 1;
    Files.write(segment, octets);
  }

  private CapacityNote.Verdict note() throws IOException {
    return new CapacityNote(RingFolder.create(folder)).read();
  }

  @Test
  void aCardThatKeepsAllUntilTheRingIsFullIsProvedForEver() throws Exception {
    Ring ring = recorded(1);
    prove(ring, proof -> note().proved());
    assertThat(ring.fake()).isFalse();
    overwrite(ring.file(ring.segments().getFirst()));
    prove(ring, proof -> true);
    assertThat(ring.fake()).isFalse();
  }

  @Test
  void aCardThatOverwritesItsBeginningIsFakeAndTheRingStaysWithinWhatItHolds() throws Exception {
    Ring ring = recorded(1L << 30);
    AtomicBoolean overwritten = new AtomicBoolean();
    prove(
        ring,
        proof -> {
          if (proof.readBack() == 4 && !overwritten.getAndSet(true)) {
            overwrite(ring.file(ring.segments().get(0)));
            overwrite(ring.file(ring.segments().get(1)));
          }
          return ring.fake();
        });
    assertThat(ring.budgetBytes()).as("never below").isEqualTo(32 << 20);
    assertThat(note().limitBytes()).isEqualTo(ring.budgetBytes());
    Ring next = Ring.open(folder, 1L << 30, 0, "c", head -> "A".repeat(86) + "==");
    prove(next, proof -> next.fake());
    assertThat(next.budgetBytes()).isEqualTo(ring.budgetBytes());
  }

  /** As a power cut leaves it, on a card that is as large as it says. */
  @Test
  void aSegmentThatWasDamagedBeforeIsNoProof() throws Exception {
    Ring ring = recorded(1L << 30);
    overwrite(ring.file(ring.segments().get(0)));
    overwrite(ring.file(ring.segments().get(1)));
    AtomicInteger looks = new AtomicInteger();
    prove(ring, proof -> proof.readBack() == 2 && looks.incrementAndGet() > 3);
    assertThat(ring.fake()).isFalse();
  }

  @Test
  void aNoteThatIsDamagedIsNoProof() throws Exception {
    Files.writeString(folder.resolve("capacity.json"), "{\"proved\":tr");
    assertThat(note()).isEqualTo(new CapacityNote.Verdict(false, 0));
    Files.writeString(folder.resolve("capacity.json"), "x".repeat(5000));
    assertThat(note()).isEqualTo(new CapacityNote.Verdict(false, 0));
  }
}
