package cetra.relay.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.relay.SyntheticClip;
import cetra.relay.TestStores;
import cetra.relay.TestTown;
import cetra.relay.deliver.MunicipalityOutbox;
import cetra.relay.schedule.OfferState;
import cetra.relay.schedule.OfferedClip;
import cetra.relay.vault.EvidenceVault;
import cetra.wire.custody.CustodyRow;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.evidence.SharedFragments;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Trust;
import cetra.wire.message.Extent;
import cetra.wire.message.Offer;
import cetra.wire.order.VideoOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

/** From received bytes to delivered evidence, and what becomes of a stage that dies on the way. */
@SuppressWarnings("NullAway.Init")
final class EvidenceVerifierTest {
  private TestTown town;
  private TestStores stores;
  private IdentityFolder device;
  private EvidenceVerifier verifier;
  private MunicipalityOutbox delivery;
  private VideoOrder order;
  private Offer offer;

  @BeforeEach
  void anOfferIsGranted(@TempDir Path folder) throws Exception {
    town = new TestTown(folder);
    stores = new TestStores(folder, town, Clock.fixed(town.now, ZoneOffset.UTC));
    device = town.device(1);
    verifier = verifier(new PackageVerifier(Trust.of(device)));
    delivery =
        new MunicipalityOutbox(
            stores.database,
            stores.offers,
            stores.orders,
            stores.events,
            stores.vault,
            stores.custody);
    order = town.order(1);
    stores.orderDesk.submit(town.signed(order), TestTown.ISSUER);
    offer = town.offer(order);
    stores.offer(TestTown.deviceName(1), offer);
  }

  @AfterEach
  void end() {
    stores.close();
  }

  @Test
  void aClipOfTheOrderedPlaceAndTimeIsDelivered() throws Exception {
    received(town.clip(device, offer));
    assertThat(verifier.step()).isTrue();
    assertThat(delivery.step()).isTrue();
    assertThat(clip().state()).isEqualTo(OfferState.DELIVERED);
    assertThat(stores.vault.delivered(offer.offerId())).exists();
    assertThat(stores.custody.of(offer.offerId()))
        .extracting(CustodyRow::act)
        .containsExactly("verified", "delivered");
  }

  @Test
  void aClipOfAnotherExtentThanWasOfferedIsNone() throws Exception {
    offer = town.offer(order).showing(Extent.PREVIEW);
    stores.offer(TestTown.deviceName(1), offer);
    received(town.clip(device, offer));
    verifier.step();
    assertThat(clip().state()).isEqualTo(OfferState.QUARANTINED);
    assertThat(clip().reason()).contains("offered was preview footage, and it is full");
  }

  @Test
  void theViewCopyBeginsAtZeroAndHoldsTheSamePictures() throws Exception {
    received(town.clip(device, offer));
    verifier.step();
    delivery.step();
    Path view = stores.vault.view(offer.offerId());
    try (FileChannel copy = FileChannel.open(view, StandardOpenOption.READ);
        EvidencePackage original = EvidencePackage.open(stores.vault.delivered(offer.offerId()))) {
      FragmentedMp4 moved = FragmentedMp4.scan(copy, 0, copy.size());
      FragmentedMp4 sealed =
          FragmentedMp4.scan(original.file(), EvidencePackage.CLIP_OFFSET, original.clipLength());
      assertThat(moved.fragments().getFirst().time()).isZero();
      assertThat(sealed.fragments().getFirst().time()).isEqualTo(SyntheticClip.FIRST_TICK);
      assertThat(moved.fragments()).hasSameSizeAs(sealed.fragments());
      assertThat(moved.fragments().getLast().time())
          .isEqualTo(sealed.fragments().getLast().time() - SyntheticClip.FIRST_TICK);
      assertThat(copy.size()).isEqualTo(original.clipLength());
    }
  }

  /** As a device uploads it that has given the same seconds for another order. */
  private long withoutWhatIsHere(Path whole, SyntheticClip base) throws IOException {
    base.write(stores.vault.base(offer.offerId()));
    town.clip(device, offer).write(whole);
    SharedFragments.leaveOut(
        whole, (segment, index) -> index != 0, stores.vault.incoming(offer.offerId()));
    stores.database.transaction(
        () -> {
          stores.offers.move(offer.offerId(), OfferState.RECEIVED);
          return offer;
        });
    return Files.size(whole);
  }

  @Test
  void aClipWithoutWhatAnotherHasIsPutTogether(@TempDir Path folder) throws Exception {
    Path whole = folder.resolve("whole.zip");
    long octets = withoutWhatIsHere(whole, town.clip(device, offer));
    assertThat(Files.size(stores.vault.incoming(offer.offerId()))).isLessThan(octets / 2);
    verifier.step();
    assertThat(clip().state()).isEqualTo(OfferState.VERIFIED);
    assertThat(clip().length()).isEqualTo(octets);
    assertThat(stores.vault.find(offer.offerId())).hasSize(octets);
    assertThat(stores.vault.base(offer.offerId())).doesNotExist();
  }

  @Test
  void aClipOfWhichNobodyHasTheRestIsQuarantined(@TempDir Path folder) throws Exception {
    withoutWhatIsHere(folder.resolve("whole.zip"), clipAt(offer.from(), TestTown.LATITUDE + 1));
    verifier.step();
    assertThat(reason()).contains("lacks octets");
  }

  @Test
  void aRunThatDiedAfterARenameIsFinishedByTheNext() throws Exception {
    received(town.clip(device, offer));
    stores.vault.accept(offer.offerId());
    verifier.step();
    assertThat(clip().state()).isEqualTo(OfferState.VERIFIED);
    stores.vault.deliver(offer.offerId());
    delivery.step();
    assertThat(clip().state()).isEqualTo(OfferState.DELIVERED);
    assertThat(stores.vault.view(offer.offerId())).exists();
    assertThat(stores.custody.of(offer.offerId())).hasSize(2);
  }

  @Test
  void aQuarantineThatDiedAfterItsRenameIsFinishedByTheNext() throws Exception {
    received(clipAt(offer.from(), TestTown.LATITUDE + 1));
    stores.vault.quarantine(offer.offerId(), "half done");
    verifier.step();
    assertThat(clip().state()).isEqualTo(OfferState.QUARANTINED);
  }

  @Test
  void aClipOfAnotherPlaceIsQuarantined() throws Exception {
    received(clipAt(offer.from(), TestTown.LATITUDE + 0.1));
    verifier.step();
    assertThat(reason()).contains("none of its fixes saw the area");
  }

  @Test
  void aClipOfAnotherTimeIsQuarantined() throws Exception {
    received(clipAt(town.window().to().plusSeconds(60), TestTown.LATITUDE));
    verifier.step();
    assertThat(reason()).contains("is in no window of the order");
  }

  @Test
  void aClipOfAnotherDeviceOrOfferIsQuarantined() throws Exception {
    received(town.clip(town.device(2), offer));
    verifier.step();
    assertThat(reason()).contains("recorded by another device");
  }

  @Test
  void aClipSealedForAnotherOfferIsQuarantined() throws Exception {
    received(town.clip(device, town.offer(order)));
    verifier.step();
    assertThat(reason()).contains("sealed for order");
  }

  @ParameterizedTest
  @CsvSource({"one bit,3", "dropped,2", "swapped,2"})
  void aChangedPackageIsQuarantinedWithTheFragment(String change, int fragment) throws Exception {
    Path incoming = town.clip(device, offer).write(stores.vault.incoming(offer.offerId()));
    byte[] octets = Files.readAllBytes(incoming);
    int second = at(incoming, 2);
    int third = at(incoming, 3);
    int fourth = at(incoming, 4);
    byte[] changed =
        switch (change) {
          case "one bit" -> joined(octets, 0, octets.length);
          case "dropped" -> joined(octets, 0, second, third, octets.length);
          default -> joined(octets, 0, second, third, fourth, second, third, fourth, octets.length);
        };
    if (change.equals("one bit")) {
      changed[third + 500] ^= 4;
    }
    Files.write(incoming, changed);
    stores.offers.move(offer.offerId(), OfferState.RECEIVED);
    verifier.step();
    assertThat(reason()).startsWith("rejected: fragment at fragment " + fragment);
  }

  /** Where a fragment begins in a package. */
  private static int at(Path file, int fragment) throws Exception {
    try (EvidencePackage opened = EvidencePackage.open(file)) {
      FragmentedMp4 layout =
          FragmentedMp4.scan(opened.file(), EvidencePackage.CLIP_OFFSET, opened.clipLength());
      return (int) (EvidencePackage.CLIP_OFFSET + layout.fragments().get(fragment).offset());
    }
  }

  /** Parts of a file, each from one bound to the next. */
  private static byte[] joined(byte[] octets, int... bounds) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < bounds.length; i += 2) {
      all.write(octets, bounds[i], bounds[i + 1] - bounds[i]);
    }
    return all.toByteArray();
  }

  @Test
  void bytesThatAreNoPackageAreQuarantined() throws Exception {
    Files.write(stores.vault.incoming(offer.offerId()), new byte[100]);
    stores.offers.move(offer.offerId(), OfferState.RECEIVED);
    verifier.step();
    assertThat(reason()).startsWith("rejected: package");
  }

  @Test
  void aPackageOnWhichVerificationFailsIsQuarantined() throws Exception {
    received(town.clip(device, offer));
    PackageVerifier failing = Mockito.mock(PackageVerifier.class);
    Mockito.when(failing.verify(Mockito.any())).thenThrow(new ArithmeticException("long overflow"));
    assertThat(verifier(failing).step()).isTrue();
    assertThat(reason()).contains("cannot be judged").contains("long overflow");
    assertThat(verifier.step()).isFalse();
  }

  @Test
  void aPackageThatTheDiskDoesNotGiveIsTriedAgain() throws Exception {
    received(town.clip(device, offer));
    PackageVerifier failing = Mockito.mock(PackageVerifier.class);
    Mockito.when(failing.verify(Mockito.any()))
        .thenThrow(new UncheckedIOException(new IOException("input/output error")));
    assertThatThrownBy(() -> verifier(failing).step()).hasMessage("input/output error");
    assertThat(verifier.step()).isTrue();
    assertThat(clip().state()).isEqualTo(OfferState.VERIFIED);
  }

  @Test
  void aClipOnWhichTheCopyFailsIsDeliveredWithout() throws Exception {
    EvidenceVault vault = Mockito.spy(stores.vault);
    received(town.clip(device, offer));
    verifier.step();
    Mockito.doThrow(new ArithmeticException("/ by zero")).when(vault).find(offer.offerId());
    MunicipalityOutbox hit =
        new MunicipalityOutbox(
            stores.database, stores.offers, stores.orders, stores.events, vault, stores.custody);
    Mockito.doNothing().when(vault).deliver(offer.offerId());
    assertThat(hit.step()).isTrue();
    assertThat(clip().state()).isEqualTo(OfferState.DELIVERED);
    assertThat(stores.vault.view(offer.offerId())).doesNotExist();
  }

  private EvidenceVerifier verifier(PackageVerifier packages) {
    return new EvidenceVerifier(
        stores.database,
        stores.offers,
        stores.orders,
        stores.events,
        stores.vault,
        stores.custody,
        packages);
  }

  private SyntheticClip clipAt(Instant from, double latitude) {
    return new SyntheticClip(
        device, order.id(), offer.offerId(), from, 6, latitude, TestTown.LONGITUDE);
  }

  private void received(SyntheticClip clip) throws Exception {
    clip.write(stores.vault.incoming(offer.offerId()));
    stores.offers.move(offer.offerId(), OfferState.RECEIVED);
  }

  private OfferedClip clip() {
    return stores.offers.find(offer.offerId()).orElseThrow();
  }

  private String reason() {
    OfferedClip clip = clip();
    assertThat(clip.state()).isEqualTo(OfferState.QUARANTINED);
    return clip.reason() == null ? "" : clip.reason();
  }
}
