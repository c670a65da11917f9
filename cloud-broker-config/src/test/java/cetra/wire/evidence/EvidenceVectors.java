package cetra.wire.evidence;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.key.Authority;
import cetra.wire.key.IdentityFolder;
import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the packages by which others can try their verifiers, with the verdict of each as far as
 * the format says it. Its {@code main} writes them anew; their keys are others then.
 */
final class EvidenceVectors {
  /** Where they lie. */
  static final Path FOLDER = Path.of("src/test/resources/evidence");

  private final SyntheticClip device = new SyntheticClip();
  private final SyntheticClip silent =
      new SyntheticClip(3L * SyntheticClip.TIMESCALE, device.authority, device.key, device.log);
  private final Map<String, String> verdicts = new TreeMap<>();

  private EvidenceVectors() {}

  public static void main(String[] arguments) throws IOException {
    Files.createDirectories(FOLDER);
    EvidenceVectors vectors = new EvidenceVectors();
    vectors.write();
    vectors.device.trust().write(FOLDER.resolve("trust.pem"));
    Files.writeString(
        FOLDER.resolve("verdicts.json"),
        Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(vectors.verdicts) + "\n");
  }

  private void write() throws IOException {
    pack("clean", device.clip(), device.manifest(), "authentic");
    Manifest.Gap gap = new Manifest.Gap(3_000_000_000L, 6_000_000_000L, "no video");
    Path gaps = fresh("gaps", "authentic with gaps");
    silent.pack(gaps, silent.clip(), silent.manifest(silent.pieces(), List.of(gap)));
    byte[] bit = device.clip();
    bit[device.init.length + device.fragments().getFirst().length + 100] ^= 4;
    pack("bit", bit, device.manifest(), "rejected: fragment at fragment 1");
    List<byte[]> fragments = new ArrayList<>(device.fragments());
    fragments.remove(4);
    pack("dropped", device.clip(fragments), device.manifest(), "rejected: fragment at fragment 4");
    fragments = new ArrayList<>(device.fragments());
    Collections.swap(fragments, 6, 7);
    pack("swapped", device.clip(fragments), device.manifest(), "rejected: fragment at fragment 6");
    fragments = new ArrayList<>(device.fragments());
    fragments.add(new byte[12]);
    pack("longer", device.clip(fragments), device.manifest(), "rejected: fragment at fragment 10");
    previews();
    committed();
    rotated();
    strange();
  }

  /** Of which most is left out, and of which that is not said. */
  private void previews() throws IOException {
    byte[] clip = device.clip(device.previewed());
    pack("preview", clip, device.preview(Extent.PREVIEW), "authentic with gaps");
    byte[] number =
        new String(Json.bytes(device.preview(Extent.PREVIEW)), StandardCharsets.UTF_8)
            .replace("\"preview\"", "0")
            .getBytes(StandardCharsets.UTF_8);
    device.pack(fresh("extent-by-number", "rejected: manifest"), clip, number, device.key);
    pack("preview-as-all", clip, device.preview(null), "rejected: gap at fragment 1");
    List<Manifest.Piece> turned =
        List.of(device.piece(0, 1, 2), device.turned(1), device.piece(2, 0, 1));
    List<byte[]> fragments = new ArrayList<>(device.previewed());
    fragments.add(1, device.segments.get(1).get(2));
    Manifest disordered = device.preview(turned, 4500, Extent.LOW);
    pack("low-disordered", device.clip(fragments), disordered, "rejected: gap at fragment 2");
  }

  /** Sealed by a key that the device got long after the recording. */
  private void rotated() throws IOException {
    KeyPair next = IdentityFolder.newEvidenceKey();
    List<String> now = device.certificates(next, SyntheticClip.ZERO.plus(Duration.ofDays(20)));
    Manifest good = device.sealedBy(now, 1);
    device.pack(fresh("rotated", "authentic"), device.clip(), Json.bytes(good), next);
    device.pack(
        fresh("wrong-key", "rejected: segment"),
        device.clip(),
        Json.bytes(device.sealedBy(now, 2)),
        next);
  }

  private void committed() throws IOException {
    pack("committed", device.clip(), device.committed(), "authentic");
    Hash root = MerkleTree.root(device.headLeaves());
    Manifest.LoggedCommitment other =
        new Manifest.LoggedCommitment(
            root, SyntheticClip.SEGMENTS, device.log.prove(SegmentHead.NONE));
    Manifest unlogged = device.committed(device.committedPieces(), other);
    pack("not-logged", device.clip(), unlogged, "rejected: commitment");
    Manifest.LoggedCommitment good =
        new Manifest.LoggedCommitment(root, SyntheticClip.SEGMENTS, device.log.prove(root));
    List<Manifest.Piece> pieces = new ArrayList<>(device.committedPieces());
    Manifest.Piece last = pieces.removeLast();
    pieces.add(
        new Manifest.Piece(
            last.head(), last.signature(), last.fragments(), null, pieces.getFirst().committed()));
    pack("other-place", device.clip(), device.committed(pieces, good), "rejected: commitment");
  }

  private void strange() throws IOException {
    device.pack(
        fresh("other-key", "rejected: signature"),
        device.clip(),
        Json.bytes(device.manifest()),
        IdentityFolder.newEvidenceKey());
    device.pack(
        fresh("no-manifest", "rejected: manifest"), device.clip(), new byte[] {'['}, device.key);
    Path header = fresh("zip-header", "rejected: package");
    device.pack(header, device.clip(), device.manifest());
    byte[] octets = Files.readAllBytes(header);
    octets[10] ^= 1; // the time of the first entry
    Files.write(header, octets);
    Authority stranger = Authority.create("stranger", SyntheticClip.ZERO);
    pack(
        "other-authority",
        device.clip(),
        device.manifest(
            device.pieces(),
            List.of(),
            SyntheticClip.ZERO,
            SyntheticClip.certificates(SyntheticClip.DEVICE, stranger, device.key)),
        "rejected: certificate");
  }

  private void pack(String name, byte[] clip, Manifest manifest, String verdict)
      throws IOException {
    device.pack(fresh(name, verdict), clip, manifest);
  }

  private Path fresh(String name, String verdict) throws IOException {
    verdicts.put(name + ".zip", verdict);
    Path file = FOLDER.resolve(name + ".zip");
    Files.deleteIfExists(file);
    return file;
  }
}
