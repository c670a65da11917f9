package cetra.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.record.SegmentCheck;
import cetra.agent.record.SegmentOutline;
import cetra.agent.record.SegmentReport;
import cetra.agent.record.StoredRing;
import cetra.agent.seal.DeviceKey;
import cetra.tools.keys.Operator;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.hash.Hash;
import cetra.wire.key.IdentityFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the index bench rebuilds from is a ring that the product itself finds nothing wrong with.
 */
final class TinyRingTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void itsSegmentsAreWholeSignedAndChained() throws Exception {
    Path keys = folder.resolve("keys");
    Path ring = folder.resolve("ring");
    Operator.create(folder.resolve("operator"), "bench", NOW).device(keys, "bench00000000001", NOW);
    IdentityFolder identity = new IdentityFolder(keys);
    new TinyRing(ring, DeviceKey.load(identity)).write(3);
    List<SegmentOutline> outlines = new StoredRing(ring).outlines();
    assertThat(outlines).hasSize(3);
    Hash previous = SegmentHead.NONE;
    for (SegmentOutline outline : outlines) {
      SegmentReport report =
          new SegmentCheck(identity.evidenceCertificates().getFirst().getPublicKey())
              .check(ring, outline);
      assertThat(report.fault()).isNull();
      assertThat(report.signed()).isTrue();
      assertThat(report.track()).hasSize(10);
      assertThat(Files.size(outline.in(ring))).isLessThanOrEqualTo(TinyRing.SEGMENT_BYTES);
      SegmentHead head = Objects.requireNonNull(outline.head());
      assertThat(head.previous()).isEqualTo(previous);
      previous = SegmentHead.hash(Objects.requireNonNull(outline.text()));
    }
  }
}
