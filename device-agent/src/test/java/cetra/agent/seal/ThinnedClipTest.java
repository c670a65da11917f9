package cetra.agent.seal;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.RecordedCar;
import cetra.agent.record.Footage;
import cetra.hardware.Fix;
import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Fragment;
import cetra.wire.message.Extent;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips of which something is left out. */
final class ThinnedClipTest extends CutClip {
  /** Of a preview a fragment of each segment, of a low extent those with key frames. */
  @ParameterizedTest
  @CsvSource({
    "PREVIEW, 5.2, 25, 5 10 20",
    "PREVIEW, 12, 15, 12",
    "PREVIEW, 9.7, 10.2, 9 10",
    "LOW, 8.2, 12, 8 9 10 11"
  })
  void ofAThinnedClipTheRestIsLeftOutAndSaidToBe(
      Extent extent, double from, double to, String begins) throws Exception {
    EvidenceVerdict.Authentic clip = (EvidenceVerdict.Authentic) cutSealVerify(from, to, extent);
    assertThat(clip.text()).isEqualTo("authentic with gaps");
    assertThat(clip.manifest().shows()).isEqualTo(extent);
    assertThat(clip.layout().fragments())
        .extracting(fragment -> "" + fragment.time() / 90_000)
        .containsExactly(begins.split(" "));
    assertThat(clip.layout().fragments()).allMatch(Fragment::key);
    assertThat(clip.manifest().gaps()).allMatch(gap -> gap.cause().equals("left out"));
  }

  /** A receiver that ticks half a second after each key frame. */
  @ParameterizedTest
  @CsvSource({"PREVIEW, 6", "LOW, 23"})
  void whateverIsLeftOutAFixIsThere(Extent extent, int fragments) throws Exception {
    car.close();
    List<Fix> late =
        Footage.fixes(33).stream()
            .map(
                fix ->
                    new Fix(
                        fix.nanos() + 600_000_000L,
                        fix.utc().plusMillis(600),
                        fix.latitude(),
                        fix.longitude(),
                        fix.speed(),
                        fix.course(),
                        fix.accuracy()))
            .toList();
    car = new RecordedCar(folder.resolve("late"), Footage.packets(33), late, 33);
    key = car.key;
    EvidenceVerdict.Authentic clip = (EvidenceVerdict.Authentic) cutSealVerify(5.2, 25, extent);
    assertThat(clip.track()).isNotEmpty();
    assertThat(clip.layout().fragments()).hasSize(fragments);
  }

  /** Whoever cut them out of the whole would have to sign that it is all. */
  @Test
  void aPreviewThatClaimsToBeAllIsNone() throws Exception {
    cutSealVerify(5, 25, Extent.PREVIEW);
    try (EvidencePackage sealed = EvidencePackage.open(car.folder.sealed(ID));
        FileChannel file = FileChannel.open(car.folder.sealed(ID), StandardOpenOption.WRITE)) {
      String all =
          new String(sealed.manifest(), StandardCharsets.UTF_8)
              .replace("\"preview\"", "\"full\"")
              .replace("left out", "no video");
      byte[] manifest = all.getBytes(StandardCharsets.UTF_8);
      CRC32 crc = new CRC32();
      crc.update(clipOctets());
      file.truncate(EvidencePackage.CLIP_OFFSET + sealed.clipLength());
      EvidencePackage.complete(file, (int) crc.getValue(), manifest, key.signManifest(manifest));
    }
    assertThat(verdict().text()).startsWith("rejected: gap at fragment 1");
  }
}
