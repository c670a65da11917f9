package cetra.wire.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cetra.wire.message.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class SharedFragmentsTest {
  private final SyntheticClip device = new SyntheticClip();

  @TempDir Path folder;
  private Path whole;
  private Path rest;
  private Path back;

  @BeforeEach
  void seal() throws IOException {
    whole = folder.resolve("whole.zip");
    rest = folder.resolve("rest.zip");
    back = folder.resolve("back.zip");
    device.pack(whole, device.clip(), Json.bytes(device.manifest()), device.key);
  }

  @Test
  void whatIsPutTogetherIsThePackageThatWasSealed() throws IOException {
    for (SharedFragments.Known known :
        new SharedFragments.Known[] {
          (segment, index) -> segment == 1,
          (segment, index) -> index % 2 == 0,
          (segment, index) -> true,
          (segment, index) -> false
        }) {
      long left = SharedFragments.leaveOut(whole, known, rest);
      assertThat(Files.size(rest)).isEqualTo(Files.size(whole) - left);
      assertThat(SharedFragments.putBack(rest, whole, back)).isEqualTo(left);
      assertThat(back).hasSameBinaryContentAs(whole);
      assertThat(device.verifier().verify(back).text()).isEqualTo("authentic");
    }
  }

  @Test
  void aPackageThatIsWholeAlreadyStaysAsItIs() throws IOException {
    assertThat(SharedFragments.putBack(whole, whole, back)).isZero();
    assertThat(back).hasSameBinaryContentAs(whole);
  }

  @Test
  void anotherClipDoesNotHaveWhatIsMissing() throws IOException {
    SyntheticClip other = new SyntheticClip(3L * SyntheticClip.TIMESCALE);
    Path base = folder.resolve("base.zip");
    other.pack(base, other.clip(), Json.bytes(other.manifest()), other.key);
    SharedFragments.leaveOut(whole, (segment, index) -> segment == 2, rest);
    assertThatThrownBy(() -> SharedFragments.putBack(rest, base, back))
        .isInstanceOf(ZipException.class)
        .hasMessageContaining("lacks octets");
  }

  @Test
  void whatIsNoPackageIsSaidToBeNone() throws IOException {
    Path none = Files.write(folder.resolve("none.zip"), new byte[5000]);
    assertThatThrownBy(() -> SharedFragments.putBack(none, whole, back))
        .isInstanceOf(ZipException.class);
    SharedFragments.leaveOut(whole, (segment, index) -> true, rest);
    assertThatThrownBy(() -> SharedFragments.putBack(rest, none, back))
        .isInstanceOf(ZipException.class);
    device.pack(none, device.clip(), new byte[] {'{'}, device.key);
    assertThatThrownBy(() -> SharedFragments.putBack(none, whole, back))
        .isInstanceOf(ZipException.class);
  }

  /** Whoever changes the base changes what is put together, and the verifier sees it. */
  @Test
  void aChangedBaseIsFound() throws IOException {
    SharedFragments.leaveOut(whole, (segment, index) -> true, rest);
    byte[] changed = Files.readAllBytes(whole);
    changed[EvidencePackage.CLIP_OFFSET + 2000] ^= 1;
    Path base = Files.write(folder.resolve("base.zip"), changed);
    SharedFragments.putBack(rest, base, back);
    assertThat(device.verifier().verify(back).text()).startsWith("rejected: fragment");
  }
}
