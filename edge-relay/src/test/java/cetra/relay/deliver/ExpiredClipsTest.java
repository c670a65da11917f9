package cetra.relay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.relay.schedule.OfferState;
import cetra.wire.custody.CustodyRow;
import cetra.wire.custody.DeletionCertificate;
import cetra.wire.hash.Hash;
import cetra.wire.log.SignedStatement;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
import cetra.wire.message.OrderEvent;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class ExpiredClipsTest {
  private static final byte[] PACKAGE = "what a car has seen".getBytes(StandardCharsets.UTF_8);

  private TestTown town;
  private TestClock clock;
  private TestStores stores;
  private RetentionStore store;
  private ExpiredClips expired;
  private String clip;

  @BeforeEach
  void deliver(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    clock = new TestClock(town.now);
    stores = new TestStores(folder, town, clock);
    store = new RetentionStore(stores.database);
    expired = expired(stores);
    VideoOrder order = town.order(1);
    stores.orderDesk.submit(town.signed(order), TestTown.ISSUER);
    Offer offer = town.offer(order);
    stores.offer(TestTown.deviceName(1), offer);
    clip = offer.offerId();
    arrive(OfferState.DELIVERED, stores.vault.delivered(clip));
    clock.pass(Duration.between(clock.instant(), order.validUntil()));
  }

  @AfterEach
  void end() {
    stores.close();
  }

  private ExpiredClips expired(TestStores of) {
    return new ExpiredClips(
        of.database,
        store,
        of.offers,
        of.orders,
        of.events,
        of.vault,
        of.custody,
        TestTown.retention(30),
        of.key,
        clock);
  }

  private void arrive(OfferState state, Path file) throws IOException {
    Files.write(file, PACKAGE);
    stores.offers.move(clip, state);
  }

  private OfferState state() {
    return stores.offers.find(clip).orElseThrow().state();
  }

  @Test
  void onItsLastDayItIsHereAndThenGoneWithACertificate() throws Exception {
    assertThat(expired.step()).isFalse();
    assertThat(store.until(clip))
        .contains(clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS));
    clock.pass(Duration.ofDays(30).minusMillis(1));
    assertThat(expired.step()).isFalse();
    assertThat(stores.vault.delivered(clip)).exists();
    clock.pass(Duration.ofMillis(1));
    assertThat(expired.step()).isTrue();
    assertThat(stores.vault.delivered(clip)).doesNotExist();
    assertThat(state()).isEqualTo(OfferState.DELETED);
    assertThat(expired.step()).isFalse();

    byte[] text = store.certificate(clip).orElseThrow().getBytes(StandardCharsets.UTF_8);
    DeletionCertificate certificate =
        Json.read(text, SignedStatement.class)
            .verify(town.root().getPublic(), DeletionCertificate.class);
    assertThat(certificate.packageHash()).isEqualTo(Hash.over(PACKAGE));
    assertThat(certificate.bytes()).isEqualTo(PACKAGE.length);
    assertThat(certificate.at()).isEqualTo(clock.instant());
    assertThat(stores.custody.of(clip)).extracting(CustodyRow::act).containsExactly("deleted");
    assertThat(stores.events.clips(stores.offers.find(clip).orElseThrow().orderId()))
        .containsEntry(OrderEvent.Step.DELETED, 1L);
  }

  @Test
  void whatItsOwnerTookBackMeanwhileKeepsNothingFromGoing() throws Exception {
    stores.offers.move(clip, OfferState.WITHDRAWN);
    stores.vault.delete(clip);
    expired.step();
    clock.pass(Duration.ofDays(31));
    assertThat(expired.step()).isFalse();
  }

  /** Of thousands that stay none is looked at again for each that comes. */
  @Test
  void onlyWhatIsNewIsNoted() throws Exception {
    assertThat(store.unnoted()).containsExactly(clip);
    expired.step();
    assertThat(store.unnoted()).isEmpty();
    assertThat(
            stores.database.list(
                "EXPLAIN QUERY PLAN " + RetentionStore.UNNOTED, row -> row.getString(4)))
        .singleElement()
        .asString()
        .contains("retention_unnoted");
  }

  @Test
  void aCaseHoldsItUntilItLetsGo() throws Exception {
    assertThat(store.hold(clip, "R8-17")).isTrue();
    clock.pass(Duration.ofDays(1000));
    assertThat(expired.step()).isFalse();
    assertThat(stores.vault.delivered(clip)).exists();
    assertThat(store.heldFor(clip)).contains("R8-17");
    assertThat(store.release(clip)).isTrue();
    assertThat(store.release(clip)).isFalse();
    assertThat(expired.step()).isTrue();
    assertThat(state()).isEqualTo(OfferState.DELETED);
  }

  @Test
  void whatIsBeingDeletedCannotBeHeld() throws Exception {
    expired.step();
    store.condemn(clip, new RetentionStore.Condemned(Hash.over(PACKAGE), PACKAGE.length));
    assertThat(store.hold(clip, "R8-17")).isFalse();
  }

  @Test
  void aRunThatDiedBetweenFileAndCertificateIsFinished() throws Exception {
    clock.pass(Duration.ofDays(30));
    store.note(clip, clock.instant());
    store.condemn(clip, new RetentionStore.Condemned(Hash.over(PACKAGE), PACKAGE.length));
    stores.vault.delete(clip);
    assertThat(expired.step()).isTrue();
    assertThat(store.certificate(clip)).isPresent();
  }

  @Test
  void whatIsInQuarantineGoesToo() throws Exception {
    Files.move(stores.vault.delivered(clip), stores.vault.incoming(clip));
    stores.vault.quarantine(clip, "no evidence");
    stores.offers.move(clip, OfferState.QUARANTINED);
    clock.pass(Duration.ofDays(30));
    assertThat(expired.step()).isTrue();
    assertThat(stores.vault.delete(clip)).as("anything is left").isFalse();
  }
}
