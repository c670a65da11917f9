package cetra.agent.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.StoppedBoard;
import cetra.agent.clip.CutPlan;
import cetra.agent.clip.Expiry;
import cetra.agent.index.Clip;
import cetra.agent.index.ClipStage;
import cetra.agent.index.HeldShare;
import cetra.agent.record.Footage;
import cetra.agent.record.SegmentName;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.Timeline;
import cetra.wire.key.IdentityFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClipToPackageTest extends CutClip {
  @Test
  void whatAnEarlierKeyHasSignedIsSealedByTheNext() throws Exception {
    car.identity.rotateEvidence(RecordedCar.NAME, car.authority, Issuer.at(10), Optional.empty());
    car.identity.rotateEvidence(RecordedCar.NAME, car.authority, Issuer.at(20), Optional.empty());
    key = DeviceKey.load(car.identity);
    EvidenceVerdict.Authentic clip = (EvidenceVerdict.Authentic) cutSealVerify(5, 25);
    assertThat(clip.text()).isEqualTo("authentic");
    assertThat(clip.manifest().earlier()).hasSize(2);
    assertThat(clip.manifest().segments())
        .extracting(Manifest.Piece::key)
        .containsOnly(2); // of the key before the last the second
  }

  @Test
  void aStrangersKeySealsNothing() throws Exception {
    IdentityFolder other =
        IdentityFolder.device(
            folder.resolve("other-keys"),
            RecordedCar.NAME,
            car.authority,
            folder.resolve("car/root.pub"),
            Issuer.at(0));
    key = DeviceKey.load(other);
    cutter().work(granted(5, 25));
    assertThatThrownBy(() -> sealer().work(clip())).hasMessageContaining("has changed the trailer");
  }

  /** Init segment and all fragments of the ring, one after the other. */
  private List<byte[]> ring() throws IOException {
    List<byte[]> parts = new ArrayList<>();
    for (SegmentName name : car.ring.segments()) {
      byte[] octets = Files.readAllBytes(car.ring.file(name));
      try (FileChannel file = FileChannel.open(car.ring.file(name), StandardOpenOption.READ)) {
        FragmentedMp4 layout = FragmentedMp4.scan(file, 0, file.size());
        if (parts.isEmpty()) {
          parts.add(Arrays.copyOf(octets, layout.initLength()));
        }
        for (Fragment fragment : layout.fragments()) {
          parts.add(Arrays.copyOfRange(octets, (int) fragment.offset(), (int) fragment.end()));
        }
      }
    }
    return parts;
  }

  /** From the key frame before it to the end of the half second in which it ends. */
  @ParameterizedTest
  @CsvSource({
    "12, 15, 12, 15", "12.3, 14.7, 12, 15", "12.9, 14.2, 12, 14.5", "8.5, 21.5, 8, 21.5",
    "0, 0.1, 0, 0.5", "9.95, 10.05, 9, 10.5", "0, 33, 0, 33", "10, 20, 10, 20"
  })
  void aClipIsTheByteIdenticalFragmentsOfItsRange(
      double from, double to, double begins, double ends) throws Exception {
    assertThat(cutSealVerify(from, to).text()).isEqualTo("authentic");
    List<byte[]> ring = ring();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.writeBytes(ring.getFirst());
    ring.subList(1 + (int) (begins * 2), 1 + (int) (ends * 2)).forEach(expected::writeBytes);
    assertThat(clipOctets()).isEqualTo(expected.toByteArray());
  }

  private static List<VideoPacket> keyFramesEveryTenSeconds() {
    return Footage.packets(33).stream()
        .map(
            packet ->
                new VideoPacket(
                    packet.format(),
                    packet.data(),
                    packet.presentationNanos(),
                    packet.decodeNanos(),
                    packet.durationNanos(),
                    packet.decodeNanos() % 10_000_000_000L == 0))
        .toList();
  }

  /** Further back than consent reckons with lies what is private. */
  @ParameterizedTest
  @CsvSource({"12, 15, 10", "13, 22, 10", "13.1, 22, 20", "20, 22, 20"})
  void aClipBeginsAtAKeyFrameShortlyBeforeItsTimeOrAtTheFirstInside(
      double from, double to, long begins) throws Exception {
    record(keyFramesEveryTenSeconds(), 33);
    EvidenceVerdict.Authentic clip = (EvidenceVerdict.Authentic) cutSealVerify(from, to);
    Fragment first = clip.layout().fragments().getFirst();
    assertThat(first.key()).isTrue();
    assertThat(first.time()).isEqualTo(begins * 90_000);
  }

  @Test
  void aClipWithoutAKeyFrameNearItCannotBeHad() throws Exception {
    record(keyFramesEveryTenSeconds(), 33);
    cutter().work(granted(14, 19));
    assertThat(clip().state()).isEqualTo(Clip.State.FAILED);
  }

  @Test
  void theManifestStatesRangePlaceAndClock() throws Exception {
    EvidenceVerdict.Authentic authentic = (EvidenceVerdict.Authentic) cutSealVerify(12, 15);
    Manifest manifest = authentic.manifest();
    assertThat(manifest.from()).isEqualTo(Issuer.at(12));
    assertThat(manifest.to()).isEqualTo(Issuer.at(15));
    assertThat(manifest.device()).isEqualTo(RecordedCar.NAME);
    assertThat(manifest.offerId()).isEqualTo(ID);
    assertThat(manifest.keyKind()).isEqualTo("software");
    assertThat(manifest.time().boundMillis()).isEqualTo(500);
    assertThat(authentic.track()).hasSize(3);
    assertThat(authentic.track().getFirst().longitude()).isEqualTo(139.12132);
    assertThat(authentic.layout().fragments().getFirst().key()).isTrue();
  }

  @Test
  void aGapIsStatedAndTheClipStaysAuthentic() throws Exception {
    List<VideoPacket> packets = Footage.packets(33);
    List<VideoPacket> silent = new ArrayList<>(packets.subList(0, 125));
    silent.addAll(packets.subList(160, 330));
    record(silent, 33);
    EvidenceVerdict verdict = cutSealVerify(12, 18);
    assertThat(verdict.text()).isEqualTo("authentic with gaps");
    assertThat(((EvidenceVerdict.Authentic) verdict).manifest().gaps())
        .containsExactly(new Manifest.Gap(12_500_000_000L, 16_000_000_000L, "no video"));
  }

  @Test
  void aRecoveredSegmentIsEvidenceToo() throws Exception {
    SegmentName torn = car.ring.segments().getLast();
    Path file = car.ring.file(torn);
    byte[] octets = Files.readAllBytes(file);
    Files.write(
        file.resolveSibling(torn.closed() + ".part"), Arrays.copyOf(octets, octets.length - 200));
    Files.delete(file);
    car.database.update("DELETE FROM segment WHERE segment = 3");
    cetra.agent.record.Ring recovered =
        cetra.agent.record.Ring.open(car.ringFolder, 1L << 30, 0, RecordedCar.NAME, car.key);
    try (cetra.agent.index.ClipIndex index =
        new cetra.agent.index.ClipIndex(car.database, recovered, StoppedBoard.CLOCK)) {
      index.awaitComplete();
      assertThat(index.name(3)).contains(torn);
    }
    assertThat(cutSealVerify(28, 32).text()).isEqualTo("authentic");
  }

  /** One bit of any file of the ring turns over after recording: nothing is ever sealed from it. */
  @Test
  void aBitThatChangesOnTheCardIsNeverSealed() throws Exception {
    record(12);
    cutter().work(granted(2, 11));
    byte[] cut = Files.readAllBytes(car.folder.cut(ID));
    Random random = new Random(11);
    for (int i = 0; i < 150; i++) {
      byte[] hurt = cut.clone();
      int at = random.nextInt(EvidencePackage.CLIP_OFFSET, cut.length);
      hurt[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(car.folder.cut(ID), hurt);
      assertThatThrownBy(() -> sealer().work(clip()))
          .as("octet %d", at)
          .isInstanceOf(IOException.class);
      assertThat(clip().state()).isEqualTo(Clip.State.CUT);
      assertThat(car.folder.sealed(ID)).doesNotExist();
    }
    Files.write(car.folder.cut(ID), cut);
    sealer().work(clip());
    assertThat(verdict().text()).isEqualTo("authentic");
  }

  @Test
  void aBitThatChangesInTheRingBeforeTheCutIsNeverSealed() throws Exception {
    record(12);
    Path segment = car.ring.file(car.ring.segments().getFirst());
    byte[] sound = Files.readAllBytes(segment);
    Random random = new Random(12);
    for (int i = 0; i < 150; i++) {
      byte[] hurt = sound.clone();
      hurt[random.nextInt(sound.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(segment, hurt);
      car.clips.find(ID).ifPresent(old -> car.database.update("DELETE FROM clip"));
      car.folder.remove(ID);
      Clip clip = granted(0, 11);
      try {
        cutter().work(clip);
        sealer().work(clip());
      } catch (IOException | IllegalArgumentException refused) {
        assertThat(car.folder.sealed(ID)).doesNotExist();
        continue;
      }
      // what is sealed nevertheless holds
      assertThat(verdict().text()).isEqualTo("authentic");
    }
  }

  @Test
  void aPowerCutBetweenTheStepsIsResumed() throws Exception {
    Clip clip = granted(12, 15);
    Files.write(car.folder.cut(ID), new byte[9999]); // half a cut
    cutter().work(clip);
    byte[] cut = Files.readAllBytes(car.folder.cut(ID));
    // the cut is there, its state was not committed: cut again
    car.database.update("UPDATE clip SET state = 'GRANTED', plan = ''");
    cutter().work(clip);
    assertThat(Files.readAllBytes(car.folder.cut(ID))).isEqualTo(cut);
    // half a manifest stands behind the clip
    Files.write(car.folder.cut(ID), new byte[500], StandardOpenOption.APPEND);
    sealer().work(clip());
    // the package has its name, its state was not committed
    car.database.update("UPDATE clip SET state = 'CUT'");
    sealer().work(clip());
    assertThat(clip().state()).isEqualTo(Clip.State.SEALED);
    assertThat(verdict().text()).isEqualTo("authentic");
  }

  @Test
  void aCutThatIsLostIsMadeAgain() throws Exception {
    cutter().work(granted(12, 15));
    Files.delete(car.folder.cut(ID));
    sealer().work(clip());
    assertThat(clip().state()).isEqualTo(Clip.State.GRANTED);
    cutter().work(clip());
    sealer().work(clip());
    assertThat(verdict().text()).isEqualTo("authentic");
  }

  @Test
  void whatTheRingDoesNotHaveAnyMoreFails() throws Exception {
    record(12);
    cutter().work(granted(100, 110));
    assertThat(clip().state()).isEqualTo(Clip.State.FAILED);
  }

  @Test
  void aSegmentThatIsGoneFromTheCardPutsTheClipOff() throws Exception {
    Files.delete(car.ring.file(new SegmentName(1, RecordedCar.BOOT)));
    Clip clip = granted(12, 15);
    Clock now = Clock.fixed(Issuer.at(33), ZoneOffset.UTC);
    ClipStage stage = new ClipStage(cutter(), car.clips, now);
    assertThat(stage.work()).isTrue();
    assertThat(stage.work()).as("put off").isFalse();
    assertThat(clip().state()).isEqualTo(clip.state());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExpiredClipLeavesNoFile(boolean sealed) throws Exception {
    record(12);
    cutter().work(granted(2, 5));
    if (sealed) {
      sealer().work(clip());
    }
    Expiry expiry =
        new Expiry(car.clips, car.folder, Clock.fixed(Issuer.at(10_000), ZoneOffset.UTC));
    assertThat(expiry.work()).isTrue();
    assertThat(car.folder.path()).isEmptyDirectory();
    assertThat(clip().state()).isEqualTo(Clip.State.EXPIRED);
    assertThat(new HeldShare(car.database).segments()).doesNotContain(0L);
  }

  @Test
  void thePlanSurvivesItsText() throws Exception {
    cutter().work(granted(8.5, 21.5));
    CutPlan plan = CutPlan.read(clip().plan());
    assertThat(plan.pieces())
        .containsExactly(
            new CutPlan.Piece(0, 16, 4), new CutPlan.Piece(1, 0, 20), new CutPlan.Piece(2, 0, 3));
    assertThat(Timeline.nanos(plan.timescale(), plan.timescale())).isEqualTo(1_000_000_000L);
  }
}
