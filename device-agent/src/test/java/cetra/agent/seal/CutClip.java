package cetra.agent.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.Issuer;
import cetra.agent.RecordedCar;
import cetra.agent.clip.ClipCutter;
import cetra.agent.index.Clip;
import cetra.agent.record.Footage;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.PackageVerifier;
import cetra.wire.key.Trust;
import cetra.wire.message.Extent;
import cetra.wire.order.Certainty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A car that has driven for a while, and one clip of it on its way into a package. */
@SuppressWarnings("NullAway.Init")
abstract class CutClip {
  static final String ID = "11111111-2222-4333-8444-555555555555";

  @TempDir Path folder;
  RecordedCar car;
  DeviceKey key;

  @BeforeEach
  void drive() throws Exception {
    car = new RecordedCar(folder.resolve("car"), 33);
    key = car.key;
  }

  @AfterEach
  void close() {
    car.close();
  }

  void record(int seconds) throws Exception {
    record(Footage.packets(seconds), seconds);
  }

  void record(List<VideoPacket> packets, int seconds) throws Exception {
    car.close();
    car = new RecordedCar(folder.resolve("other"), packets, Footage.fixes(seconds), seconds);
    key = car.key;
  }

  Clip granted(double from, double to) {
    return granted(from, to, Extent.FULL);
  }

  Clip granted(double from, double to, Extent extent) {
    Clip matched =
        Clip.matched(
                ID,
                "0198d000-0000-7000-8000-000000000001",
                "14382",
                RecordedCar.BOOT,
                Math.round(from * 1e9),
                Math.round(to * 1e9),
                Certainty.LIKELY,
                Issuer.at(10_000))
            .showing(extent);
    car.clips.add(matched);
    car.clips.move(matched, Clip.State.GRANTED, "");
    return clip();
  }

  Clip clip() {
    return car.clips.find(ID).orElseThrow();
  }

  ClipCutter cutter() {
    return new ClipCutter(car.clips, car.track, car.index, car.ring, car.folder);
  }

  EvidenceSealer sealer() {
    return new EvidenceSealer(
        car.clips,
        car.track,
        car.commitments,
        car.index,
        car.ring,
        car.folder,
        key,
        "generated:",
        "test");
  }

  EvidenceVerdict cutSealVerify(double from, double to) throws IOException {
    return cutSealVerify(from, to, Extent.FULL);
  }

  EvidenceVerdict cutSealVerify(double from, double to, Extent extent) throws IOException {
    cutter().work(granted(from, to, extent));
    sealer().work(clip());
    assertThat(clip().state()).isEqualTo(Clip.State.SEALED);
    assertThat(car.folder.cut(ID)).doesNotExist();
    return verdict();
  }

  EvidenceVerdict verdict() throws IOException {
    return new PackageVerifier(Trust.of(car.identity)).verify(car.folder.sealed(ID));
  }

  byte[] clipOctets() throws IOException {
    try (EvidencePackage sealed = EvidencePackage.open(car.folder.sealed(ID))) {
      byte[] octets = Files.readAllBytes(car.folder.sealed(ID));
      return Arrays.copyOfRange(
          octets,
          EvidencePackage.CLIP_OFFSET,
          Math.toIntExact(EvidencePackage.CLIP_OFFSET + sealed.clipLength()));
    }
  }
}
