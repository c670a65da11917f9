package cetra.wire.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One bit of a package turned over, wherever it is. */
final class BitFlipIT {
  private final SyntheticClip device = new SyntheticClip();
  private final PackageVerifier verifier = device.verifier();

  @TempDir Path folder;

  private Path pack() throws IOException {
    Path file = folder.resolve("clip.zip");
    device.pack(file, device.clip(), device.manifest());
    return file;
  }

  private EvidenceVerdict.Rejected flipped(FileChannel channel, Path file, long at, int bit)
      throws IOException {
    ByteBuffer octet = ByteBuffer.allocate(1);
    channel.read(octet, at);
    byte sound = octet.get(0);
    channel.write(ByteBuffer.wrap(new byte[] {(byte) (sound ^ 1 << bit)}), at);
    EvidenceVerdict verdict = verifier.verify(file);
    channel.write(ByteBuffer.wrap(new byte[] {sound}), at);
    assertThat(verdict)
        .as("bit %d of octet %d", bit, at)
        .isInstanceOf(EvidenceVerdict.Rejected.class);
    return (EvidenceVerdict.Rejected) verdict;
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void isRejectedInEveryOctetOfTheClipAndNamesItsFragment() throws IOException {
    Path file = pack();
    Random random = new Random(1);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long at = (long) EvidencePackage.CLIP_OFFSET + device.init.length;
      List<byte[]> fragments = device.fragments();
      for (int i = 0; i < fragments.size(); i++) {
        for (int octet = 0; octet < fragments.get(i).length; octet++) {
          EvidenceVerdict.Rejected rejected = flipped(channel, file, at++, random.nextInt(8));
          assertThat(rejected.fault()).isEqualTo(EvidenceFault.FRAGMENT);
          assertThat(rejected.fragment()).isEqualTo(OptionalInt.of(i));
        }
      }
    }
    assertThat(verifier.verify(file).text()).isEqualTo("authentic");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void isRejectedInEveryBitOfEveryHeader() throws IOException {
    Path file = pack();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (long at = 0; at < EvidencePackage.CLIP_OFFSET + device.init.length; at++) {
        everyBit(channel, file, at);
      }
      long size = Files.size(file);
      for (long at = size - 230; at < size; at++) {
        everyBit(channel, file, at);
      }
    }
  }

  private void everyBit(FileChannel channel, Path file, long at) throws IOException {
    for (int bit = 0; bit < 8; bit++) {
      flipped(channel, file, at, bit);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void isRejectedInTwoThousandPlacesOfManifestAndSignature() throws IOException {
    Path file = pack();
    Random random = new Random(2);
    long from = (long) EvidencePackage.CLIP_OFFSET + device.clip().length;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (int i = 0; i < 2000; i++) {
        flipped(channel, file, random.nextLong(from, Files.size(file)), random.nextInt(8));
      }
    }
    assertThat(verifier.verify(file).text()).isEqualTo("authentic");
  }
}
