package cetra.wire.evidence;

import cetra.wire.key.Jws;
import cetra.wire.key.Revoked;
import cetra.wire.key.SignatureScheme;
import cetra.wire.key.Trust;
import cetra.wire.log.CommitmentProof;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Verifies a package offline: fails closed, names the first thing that is wrong and, where it is a
 * fragment, which. Reads the clip once and never loads it. Safe for many threads.
 */
public final class PackageVerifier {
  private final CertificateCheck certificates;
  private final CommitmentCheck commitments;

  /** A verifier by whom an operator trusts, where no key was taken back. */
  public PackageVerifier(Trust trust) {
    this(trust, Revoked.none());
  }

  /** A verifier by whom an operator trusts, and no longer trusts. */
  public PackageVerifier(Trust trust, Revoked revoked) {
    this.certificates = new CertificateCheck(trust.authorities(), revoked);
    this.commitments = new CommitmentCheck(trust.root());
  }

  /** Judges a package of which nothing else shows how old it is; throws as the other does. */
  public EvidenceVerdict verify(Path path) throws IOException {
    return verify(path, Optional.empty());
  }

  /**
   * Judges a package.
   *
   * @param stamped when it existed by a sound time stamp; a key that was taken back later is good
   * @throws IOException when the disk does not give the file, or what was taken back cannot be
   *     known; whatever is inside the package only ever leads to a verdict
   */
  public EvidenceVerdict verify(Path path, Optional<Instant> stamped) throws IOException {
    EvidencePackage opened;
    try {
      opened = EvidencePackage.open(path);
    } catch (ZipException | EOFException e) {
      return new EvidenceRejection(EvidenceFault.PACKAGE, String.valueOf(e.getMessage())).verdict();
    }
    try (opened) {
      return verify(opened, stamped);
    } catch (EvidenceRejection rejection) {
      return rejection.verdict();
    } catch (MalformedVideo | EOFException e) {
      return new EvidenceRejection(EvidenceFault.LAYOUT, String.valueOf(e.getMessage())).verdict();
    }
  }

  private EvidenceVerdict verify(EvidencePackage opened, Optional<Instant> stamped)
      throws IOException, EvidenceRejection {
    Manifest manifest = manifest(opened);
    List<PublicKey> keys = certificates.check(manifest, stamped);
    if (!Jws.verifyDetached(opened.signature(), opened.manifest(), keys.getFirst())) {
      throw new EvidenceRejection(
          EvidenceFault.SIGNATURE, "manifest.jws is not " + manifest.device() + "'s signature");
    }
    Map<Manifest.Piece, SegmentHead> heads = heads(manifest, keys);
    ClipHashes hashes = new ClipHashes(opened, manifest);
    hashes.check(heads);
    FragmentedMp4 layout = layout(opened, manifest);
    List<TrackPoint> track = track(opened, layout);
    Timeline.check(manifest, layout, track);
    Optional<CommitmentProof.Logged> logged = commitments.check(manifest);
    if (!opened.framedAsContentsDemand(hashes.crc())) {
      throw new EvidenceRejection(
          EvidenceFault.PACKAGE, "the ZIP's headers are not those of its contents");
    }
    return new EvidenceVerdict.Authentic(manifest, layout, track, logged);
  }

  private static Manifest manifest(EvidencePackage opened) throws EvidenceRejection {
    try {
      return Manifest.read(opened.manifest());
    } catch (IllegalArgumentException e) {
      throw new EvidenceRejection(EvidenceFault.MANIFEST, String.valueOf(e.getMessage()));
    }
  }

  private static Map<Manifest.Piece, SegmentHead> heads(Manifest manifest, List<PublicKey> keys)
      throws EvidenceRejection {
    if (manifest.segments().isEmpty()) {
      throw new EvidenceRejection(EvidenceFault.SEGMENT, "the clip is of no segment");
    }
    Map<Manifest.Piece, SegmentHead> heads = new HashMap<>();
    Manifest.Piece before = null;
    for (Manifest.Piece piece : manifest.segments()) {
      SegmentHead head = head(piece, manifest, keys);
      if (before != null && !head.previous().equals(SegmentHead.hash(before.head()))) {
        throw new EvidenceRejection(
            EvidenceFault.SEGMENT,
            "segment " + head.segment() + " does not follow the one before it");
      }
      heads.put(piece, head);
      before = piece;
    }
    return heads;
  }

  private static SegmentHead head(Manifest.Piece piece, Manifest manifest, List<PublicKey> keys)
      throws EvidenceRejection {
    byte[] text = piece.head().getBytes(StandardCharsets.UTF_8);
    int key = piece.key() == null ? 0 : piece.key();
    boolean known = key >= 0 && key < keys.size();
    if (!known || !SignatureScheme.verify(keys.get(key), text, decode(piece.signature()))) {
      throw new EvidenceRejection(
          EvidenceFault.SEGMENT, "a segment head is not signed by " + manifest.device());
    }
    SegmentHead head = read(piece.head());
    if (!head.device().equals(manifest.device())
        || !head.boot().equals(manifest.time().boot())
        || !head.init().equals(manifest.init())) {
      throw new EvidenceRejection(
          EvidenceFault.SEGMENT,
          "segment " + head.segment() + " is of another device, boot or recording");
    }
    return head;
  }

  private static SegmentHead read(String head) throws EvidenceRejection {
    try {
      return SegmentHead.read(head);
    } catch (IllegalArgumentException e) {
      throw new EvidenceRejection(EvidenceFault.SEGMENT, String.valueOf(e.getMessage()));
    }
  }

  private static FragmentedMp4 layout(EvidencePackage opened, Manifest manifest)
      throws IOException, EvidenceRejection {
    try {
      FragmentedMp4 layout =
          FragmentedMp4.scan(opened.file(), EvidencePackage.CLIP_OFFSET, opened.clipLength());
      if (layout.end() != opened.clipLength()
          || layout.initLength() != manifest.initLength()
          || layout.timescale() != manifest.timescale()
          || layout.fragments().size() != manifest.fragments()) {
        throw new EvidenceRejection(
            EvidenceFault.LAYOUT,
            "the clip has "
                + layout.fragments().size()
                + " fragments; its manifest has "
                + manifest.fragments());
      }
      return layout;
    } catch (MalformedVideo e) {
      throw new EvidenceRejection(EvidenceFault.LAYOUT, String.valueOf(e.getMessage()));
    }
  }

  private static List<TrackPoint> track(EvidencePackage opened, FragmentedMp4 layout)
      throws IOException, EvidenceRejection {
    try {
      List<TrackPoint> track = new ArrayList<>();
      for (Fragment fragment : layout.fragments()) {
        track.addAll(FragmentedMp4.track(opened.file(), EvidencePackage.CLIP_OFFSET, fragment));
      }
      return track;
    } catch (MalformedVideo | IllegalArgumentException e) {
      throw new EvidenceRejection(EvidenceFault.LAYOUT, String.valueOf(e.getMessage()));
    }
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
