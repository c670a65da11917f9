package cetra.relay.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.relay.schedule.OfferState;
import cetra.wire.custody.CustodyRow;
import cetra.wire.message.Offer;
import cetra.wire.order.VideoOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class UploadDeskTest {
  private static final int LENGTH = 100;

  private TestClock clock;
  private TestStores stores;
  private String clip;
  private Path part;

  @BeforeEach
  void aClipIsBeingReceived(@TempDir Path folder) throws Exception {
    TestTown town = new TestTown(folder);
    clock = new TestClock(town.now);
    stores = new TestStores(folder, town, clock);
    VideoOrder order = town.order(1);
    stores.orderDesk.submit(town.signed(order), TestTown.ISSUER);
    Offer offer = town.offer(order);
    stores.offer(TestTown.deviceName(1), offer);
    clip = offer.offerId();
    stores.offers.length(clip, LENGTH);
    stores.offers.move(clip, OfferState.RECEIVING);
    part = stores.vault.incoming(clip);
  }

  @AfterEach
  void end() {
    stores.close();
  }

  @Test
  void aWholeFileWhoseCommitIsMissingIsCompleted() throws Exception {
    Files.write(part, new byte[LENGTH]);
    stores.uploadDesk.sweep();
    assertThat(state()).isEqualTo(OfferState.RECEIVED);
    assertThat(part).hasSize(LENGTH);
    assertThat(stores.custody.of(clip)).extracting(CustodyRow::act).containsExactly("received");
  }

  @Test
  void halfAFileIsLeftToGoOn() throws Exception {
    Files.write(part, new byte[LENGTH / 2]);
    stores.uploadDesk.sweep();
    assertThat(state()).isEqualTo(OfferState.RECEIVING);
    assertThat(part).hasSize(LENGTH / 2);
  }

  @Test
  void whatIsBeingWrittenIsLeftAlone() throws Exception {
    Files.write(part, new byte[LENGTH]);
    Writers.Writer writer =
        stores.uploadDesk.writers().take(clip, () -> {}, Duration.ZERO).orElseThrow();
    stores.uploadDesk.sweep();
    assertThat(state()).isEqualTo(OfferState.RECEIVING);
    writer.close();
    stores.uploadDesk.sweep();
    assertThat(state()).isEqualTo(OfferState.RECEIVED);
  }

  @Test
  void commitsDoNotMakeItSweepMoreOften() throws Exception {
    stores.uploadDesk.sweepNowAndThen();
    stores.offers.move(clip, OfferState.LAPSED);
    Files.write(part, new byte[1]);
    stores.uploadDesk.sweepNowAndThen();
    assertThat(part).exists();
    clock.pass(UploadDesk.SWEEP);
    assertThat(stores.uploadDesk.sweepNowAndThen()).isFalse();
    assertThat(part).doesNotExist();
  }

  private OfferState state() {
    return stores.offers.find(clip).orElseThrow().state();
  }
}
