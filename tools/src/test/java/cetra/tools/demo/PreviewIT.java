package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Manifest;
import cetra.wire.message.Extent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is long is shown before it is there, and what was shown is not sent again. */
final class PreviewIT extends AtASite {
  /** A handshake, the log, offers, grants and manifests. */
  private static final long TALK = 200_000;

  @Test
  void aPreviewComesFirstAndThenWhatItLacks() throws Exception {
    List<Path> delivered = site.delivered(site.orderBlock(Extent.FULL), 2);
    Path preview = delivered.getFirst();
    Path whole = delivered.getLast();
    for (Path each : delivered) {
      site.checkAgainstTheRing(each);
    }
    assertThat(shows(preview)).isEqualTo(Extent.PREVIEW);
    assertThat(shows(whole)).isEqualTo(Extent.FULL);
    assertThat(clip(preview)).isLessThan(clip(whole) / 4);
    assertThat(site.road().octetsUp()).isLessThan(Files.size(whole) + TALK);
    playsWithoutPauses(preview);
    sheet(preview);
    System.out.printf(
        "%,d octets on the road for a preview of %,d and all of %,d%n",
        site.road().octetsUp(), Files.size(preview), Files.size(whole));
  }

  @Test
  void ofAnOrderThatWantsLessNothingElseComes() throws Exception {
    List<Path> delivered = site.delivered(site.orderBlock(Extent.LOW), 2);
    assertThat(shows(delivered.getFirst())).isEqualTo(Extent.PREVIEW);
    assertThat(shows(delivered.getLast())).isEqualTo(Extent.LOW);
    site.checkAgainstTheRing(delivered.getLast());
    assertThat(clip(delivered.getFirst())).isLessThan(clip(delivered.getLast()));
  }

  private static Extent shows(Path file) throws IOException {
    try (EvidencePackage opened = EvidencePackage.open(file)) {
      return Manifest.read(opened.manifest()).shows();
    }
  }

  private static long clip(Path file) throws IOException {
    try (EvidencePackage opened = EvidencePackage.open(file)) {
      return opened.clipLength();
    }
  }

  private static Path beside(Path file, String ending) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.replace(".zip", ending));
  }

  private static void playsWithoutPauses(Path file) throws IOException {
    try (FileChannel view = FileChannel.open(beside(file, ".view.mp4"), StandardOpenOption.READ)) {
      long at = 0;
      for (Fragment fragment : FragmentedMp4.scan(view, 0, view.size()).fragments()) {
        assertThat(fragment.time()).isEqualTo(at);
        at += fragment.duration();
      }
      assertThat(at).isPositive();
    }
  }

  private static void sheet(Path file) throws IOException {
    BufferedImage sheet = ImageIO.read(beside(file, ".still.jpg").toFile());
    assertThat(sheet.getWidth()).isGreaterThan(5 * 320);
  }
}
