package cetra.tools.verify;

import cetra.wire.evidence.EvidenceVerdict;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.TrackPoint;
import java.nio.file.Path;
import java.util.List;
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
 */
record VerifyReport(
    String file,
    String trust,
    boolean authentic,
    String verdict,
    @Nullable Integer fragment,
    @Nullable String orderId,
    @Nullable String device,
    @Nullable Integer fragments) {
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
          manifest.fragments());
    }
    Integer fragment =
        verdict instanceof EvidenceVerdict.Rejected rejected && rejected.fragment().isPresent()
            ? (Integer) rejected.fragment().getAsInt()
            : null;
    return new VerifyReport(
        file.toString(), trust.toString(), false, verdict.text(), fragment, null, null, null);
  }

  /** What the package proves, line by line. */
  static List<String> claim(EvidenceVerdict.Authentic authentic) {
    Manifest manifest = authentic.manifest();
    List<Fragment> fragments = authentic.layout().fragments();
    int pictures = fragments.stream().mapToInt(Fragment::pictures).sum();
    return List.of(
        "recorded by: %s (%s, %s key)"
            .formatted(manifest.device(), manifest.camera(), manifest.keyKind()),
        "from %s to %s, ±%d ms by %s"
            .formatted(
                manifest.from(),
                manifest.to(),
                manifest.time().boundMillis(),
                manifest.time().source()),
        "where: " + where(authentic.track()),
        "%d fragments of %d segments, %d pictures, none missing, added, moved or changed"
            .formatted(fragments.size(), manifest.segments().size(), pictures),
        "gaps: " + (manifest.gaps().isEmpty() ? "none" : manifest.gaps().toString()),
        "answers order " + manifest.orderId(),
        "not proven here: that it existed before the order (the format's commitments are not made yet)");
  }

  private static String where(List<TrackPoint> track) {
    if (track.isEmpty()) {
      return "no fix inside";
    }
    TrackPoint first = track.getFirst();
    TrackPoint last = track.getLast();
    return "%.6f,%.6f to %.6f,%.6f, %d fixes"
        .formatted(
            first.latitude(), first.longitude(), last.latitude(), last.longitude(), track.size());
  }
}
