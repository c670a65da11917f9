package cetra.wire.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.wire.key.Trust;
import cetra.wire.log.CommitmentProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips whose device had committed itself to them in a log. */
@SuppressWarnings("NullAway.Init")
final class CommittedClipTest {
  private final SyntheticClip device = new SyntheticClip();
  @TempDir Path folder;

  @Test
  void aClipThatWasCommittedSaysSinceWhenItExists() throws IOException {
    EvidenceVerdict.Authentic found = authentic(device.committed(), device.verifier());
    assertThat(found.logged())
        .contains(
            new CommitmentProof.Logged("relay/orders", 5, SyntheticClip.ZERO.plusSeconds(60)));
    assertThat(authentic(device.manifest(), device.verifier()).logged()).isEmpty();
    Trust withoutRoot = new Trust(device.trust().authorities(), Optional.empty());
    assertThat(authentic(device.committed(), new PackageVerifier(withoutRoot)).logged()).isEmpty();
  }

  @Test
  void oneHeadThatIsInNoCommitmentLeavesTheClipUncommitted() throws IOException {
    List<Manifest.Piece> pieces = new ArrayList<>(device.committedPieces());
    pieces.set(2, device.pieces().get(2));
    Manifest partly = device.committed(pieces, device.committed().commitments().getFirst());
    assertThat(authentic(partly, device.verifier()).logged()).isEmpty();
  }

  @Test
  void anotherOperatorsLogProvesNothing() throws IOException {
    Trust other = new Trust(device.trust().authorities(), new SyntheticClip().trust().root());
    EvidenceVerdict verdict = verdict(device.committed(), new PackageVerifier(other));
    assertThat(((EvidenceVerdict.Rejected) verdict).fault()).isEqualTo(EvidenceFault.COMMITMENT);
  }

  private EvidenceVerdict verdict(Manifest manifest, PackageVerifier verifier) throws IOException {
    Path file = folder.resolve("committed.zip");
    Files.deleteIfExists(file);
    device.pack(file, device.clip(), manifest);
    return verifier.verify(file);
  }

  private EvidenceVerdict.Authentic authentic(Manifest manifest, PackageVerifier verifier)
      throws IOException {
    EvidenceVerdict verdict = verdict(manifest, verifier);
    assertThat(verdict.text()).isEqualTo("authentic");
    return (EvidenceVerdict.Authentic) verdict;
  }
}
