package cetra.relay.order;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.relay.TestClock;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.relay.deliver.MunicipalityOutbox;
import cetra.relay.ingest.TakenBackUploads;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.verify.EvidenceVerifier;
import cetra.wire.custody.CustodyRow;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Trust;
import cetra.wire.message.Json;
import cetra.wire.message.Offer;
import cetra.wire.message.OrderEvent;
import cetra.wire.message.Topics;
import cetra.wire.message.Withdrawal;
import cetra.wire.order.Directive;
import cetra.wire.order.OrderCheck;
import cetra.wire.order.Refusal;
import cetra.wire.order.Urgency;
import cetra.wire.order.VideoOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an order, and of what it has brought, when its issuer takes it back. */
@SuppressWarnings("NullAway.Init")
final class RecallTest {
  private TestTown town;
  private TestStores stores;
  private TestClock clock;
  private IdentityFolder device;
  private VideoOrder order;
  private String signed;
  private Offer offer;
  private TakenBackUploads recalled;

  @BeforeEach
  void anOfferIsGranted(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    clock = new TestClock(town.now);
    stores = new TestStores(folder, town, clock);
    device = town.device(1);
    recalled =
        new TakenBackUploads(
            stores.database,
            stores.offers,
            stores.events,
            stores.vault,
            stores.custody,
            stores.uploadDesk);
    order = town.order(1);
    signed = town.signed(order);
    submit(signed);
    offer = town.offer(order);
    stores.offer(TestTown.deviceName(1), offer);
    stores.scheduler(9).step();
  }

  @AfterEach
  void end() {
    stores.close();
  }

  private Submission submit(String text) {
    return stores.orderDesk.submit(text, TestTown.ISSUER);
  }

  private Submission recall() {
    return submit(town.directed(Directive.Kind.RECALL, signed));
  }

  private OfferedClip clip() {
    return stores.offers.find(offer.offerId()).orElseThrow();
  }

  private List<OrderEvent.Step> steps() {
    return stores.events.after(order.id(), 0, 100).stream()
        .map(event -> event.event().step())
        .toList();
  }

  private void work() throws IOException, InterruptedException {
    EvidenceVerifier verifier =
        new EvidenceVerifier(
            stores.database,
            stores.offers,
            stores.orders,
            stores.events,
            stores.vault,
            stores.custody,
            new PackageVerifier(Trust.of(device)));
    MunicipalityOutbox delivery =
        new MunicipalityOutbox(
            stores.database,
            stores.offers,
            stores.orders,
            stores.events,
            stores.vault,
            stores.custody);
    boolean more = true;
    while (more) {
      more = stores.scheduler(9).step() || verifier.step() || delivery.step() || recalled.step();
    }
  }

  private void received() throws IOException {
    Path file = town.clip(device, offer).write(stores.vault.incoming(offer.offerId()));
    stores.offers.length(offer.offerId(), Files.size(file));
    stores.uploadDesk.sweep();
    assertThat(clip().state()).isEqualTo(OfferState.RECEIVED);
  }

  private void nothingIsLeft() {
    nothingIsLeft(OfferState.LAPSED, OrderEvent.Step.RECALLED);
  }

  private void nothingIsLeft(OfferState state, OrderEvent.Step step) {
    assertThat(clip().state()).isEqualTo(state);
    assertThat(stores.vault.incoming(offer.offerId())).doesNotExist();
    assertThat(stores.vault.delivered(offer.offerId())).doesNotExist();
    assertThat(stores.custody.of(offer.offerId()))
        .extracting(CustodyRow::act)
        .last()
        .isEqualTo("deleted");
    assertThat(steps()).endsWith(step, OrderEvent.Step.DELETED);
  }

  @Test
  void halfAnUploadIsDeletedAndItsGrantTakenBack() throws Exception {
    Files.write(stores.vault.incoming(offer.offerId()), new byte[1000]);
    stores.offers.length(offer.offerId(), 5000);
    assertThat(recall()).isEqualTo(new Submission.Accepted(order.id(), 1));
    work();
    nothingIsLeft();
  }

  @Test
  void aClipThatWasReceivedIsDeletedUnseen() throws Exception {
    received();
    recall();
    work();
    nothingIsLeft();
  }

  @Test
  void whatWasDeliveredStays() throws Exception {
    received();
    work();
    recall();
    work();
    assertThat(clip().state()).isEqualTo(OfferState.DELIVERED);
    assertThat(stores.vault.delivered(offer.offerId())).exists();
  }

  private void ownerTakesItBack(String device) {
    stores.offerDesk.arrived(
        Topics.deviceAnswers(device), Json.bytes(Withdrawal.of(offer.offerId())));
  }

  @Test
  void whatItsOwnerTakesBackIsDeletedUnseen() throws Exception {
    received();
    ownerTakesItBack(TestTown.deviceName(1));
    ownerTakesItBack(TestTown.deviceName(1)); // QoS 1 may say it twice
    work();
    nothingIsLeft(OfferState.WITHDRAWN, OrderEvent.Step.WITHDRAWN);
    assertThat(steps()).filteredOn(OrderEvent.Step.WITHDRAWN::equals).hasSize(1);
  }

  @Test
  void halfAnUploadIsDeletedWhenItsOwnerTakesItBack() throws Exception {
    Files.write(stores.vault.incoming(offer.offerId()), new byte[1000]);
    stores.offers.length(offer.offerId(), 5000);
    ownerTakesItBack(TestTown.deviceName(1));
    work();
    nothingIsLeft(OfferState.WITHDRAWN, OrderEvent.Step.WITHDRAWN);
  }

  @Test
  void whatWasVerifiedOrJudgedMeanwhileIsNotBroughtBack() throws Exception {
    received();
    OfferedClip before = clip();
    ownerTakesItBack(TestTown.deviceName(1));
    assertThat(stores.offers.advance(before, OfferState.VERIFIED)).isFalse();
    assertThat(stores.offers.quarantine(before, "late")).isFalse();
    assertThat(clip().state()).isEqualTo(OfferState.WITHDRAWN);
  }

  @Test
  void nobodyElseTakesItBackAndNobodyWhatWasDelivered() throws Exception {
    ownerTakesItBack(TestTown.deviceName(2));
    assertThat(clip().state()).isEqualTo(OfferState.GRANTED);
    stores.offerDesk.arrived(Topics.deviceAnswers(TestTown.deviceName(1)), new byte[5000]);
    stores.offerDesk.arrived(Topics.deviceAnswers(TestTown.deviceName(1)), new byte[] {'{'});
    received();
    work();
    ownerTakesItBack(TestTown.deviceName(1));
    work();
    assertThat(clip().state()).isEqualTo(OfferState.DELIVERED);
    assertThat(stores.vault.delivered(offer.offerId())).exists();
  }

  @Test
  void aRecallIsLoggedOnceAndNothingMoreIsTaken() {
    String text = town.directed(Directive.Kind.RECALL, signed);
    submit(text);
    assertThat(submit(text)).isEqualTo(new Submission.Known(order.id(), 1));
    assertThat(stores.log.size()).isEqualTo(2);
    stores.offer(TestTown.deviceName(2), town.offer(order));
    assertThat(stores.offers.granted(order.id())).hasSize(1);
    assertThat(stores.orders.find(order.id()).orElseThrow().until())
        .isEqualTo(clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  @Test
  void anOrderThatIsNotHereIsNotRecalled() {
    String other = town.signed(town.order(1));
    assertThat(submit(town.directed(Directive.Kind.RECALL, other)))
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> assertThat(refused.why()).isEqualTo(Refusal.UNKNOWN_ORDER));
  }

  @Test
  void anotherIssuerRecallsNothing() {
    Submission foreign =
        stores.orderDesk.submit(town.directed(Directive.Kind.RECALL, signed), "27100");
    assertThat(foreign)
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> assertThat(refused.why()).isEqualTo(Refusal.OTHER_ISSUER));
    assertThat(stores.orders.recalled(order.id())).isFalse();
  }

  @Test
  void anOrderOfOneSignerLapsesAfterADayAndTheLogSaysSo() {
    VideoOrder life = town.order(1, Urgency.LIFE, town.now.plus(Duration.ofDays(3)));
    submit(town.signedByOne(life));
    assertThat(stores.orderDesk.step()).as("dated long ago").isTrue();
    assertThat(stores.orders.recalled(life.id())).isTrue();
    assertThat(stores.log.page(1, clock.instant()).parts())
        .last()
        .satisfies(
            part -> {
              String text = String.valueOf(part.entry());
              assertThat(text).contains("lapse", life.id());
              assertThat(new OrderCheck(town.root().getPublic()).check(text, town.now))
                  .isInstanceOf(cetra.wire.order.OrderVerdict.Lapsed.class);
            });
    assertThat(stores.orderDesk.step()).isFalse();
  }

  @Test
  void anOrderWhoseTimeIsOverIsClosedOnce() throws Exception {
    received();
    work();
    assertThat(stores.orderDesk.step()).isFalse();
    clock.pass(Duration.between(clock.instant(), order.validUntil()));
    assertThat(stores.orderDesk.step()).isTrue();
    assertThat(stores.orderDesk.step()).isFalse();
    assertThat(stores.events.after(order.id(), 0, 100))
        .last()
        .satisfies(
            last -> {
              assertThat(last.event().step()).isEqualTo(OrderEvent.Step.CLOSED);
              assertThat(last.event().detail()).isEqualTo("1 clip(s) were delivered");
            });
  }

  @Test
  void anApprovedOrderDoesNotLapse() {
    VideoOrder life = town.order(1, Urgency.LIFE, town.now.plus(Duration.ofDays(3)));
    String text = town.signedByOne(life);
    submit(text);
    assertThat(stores.orders.find(life.id()).orElseThrow().approveBy()).isNotNull();
    assertThat(submit(town.directed(Directive.Kind.APPROVE, text)))
        .isInstanceOf(Submission.Accepted.class);
    assertThat(stores.orders.find(life.id()).orElseThrow().approveBy()).isNull();
    assertThat(stores.orderDesk.step()).isFalse();
  }
}
