package cetra.tools.verify;

import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Manifest;
import cetra.wire.log.CommitmentProof;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verification says, for machines.
 *
 * @param file the package
 * @param trust whom it was checked against
 * @param authentic whether all holds
 * @param verdict the verdict in words
 * @param fragment the first wrong fragment; absent when none is concerned
 * @param orderId the order it answers; absent unless authentic
 * @param device who recorded it; absent unless authentic
 * @param fragments how many fragments it has; absent unless authentic
 * @param existedBy when the log says that it existed; absent when it was in none
 */
record VerifyReport(
    String file,
    String trust,
    boolean authentic,
    String verdict,
    @Nullable Integer fragment,
    @Nullable String orderId,
    @Nullable String device,
    @Nullable Integer fragments,
    @Nullable Instant existedBy) {
  static VerifyReport of(Path file, Path trust, EvidenceVerdict verdict) {
    if (verdict instanceof EvidenceVerdict.Authentic authentic) {
      Manifest manifest = authentic.manifest();
      return new VerifyReport(
          file.toString(),
          trust.toString(),
          true,
          verdict.text(),
          null,
          manifest.orderId(),
          manifest.device(),
          manifest.fragments(),
          authentic.logged().map(CommitmentProof.Logged::at).orElse(null));
    }
    Integer fragment =
        verdict instanceof EvidenceVerdict.Rejected rejected && rejected.fragment().isPresent()
            ? (Integer) rejected.fragment().getAsInt()
            : null;
    return new VerifyReport(
        file.toString(), trust.toString(), false, verdict.text(), fragment, null, null, null, null);
  }
}
