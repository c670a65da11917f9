package cetra.wire.evidence;

import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.key.Authority;
import cetra.wire.key.Ed25519;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.key.Trust;
import cetra.wire.log.SyntheticLog;
import cetra.wire.message.Extent;
import cetra.wire.message.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A device with three recorded segments of four fragments, and the package it would make of the ten
 * fragments from the second to the eleventh: boxes that our parser understands, around random
 * octets that no decoder would.
 */
final class SyntheticClip {
  static final String DEVICE = "car0000000000001";
  static final String BOOT = "3f6f0d0e-74a5-4f5e-9a0d-1c9f6f3f2b11";
  static final Instant ZERO = Instant.parse("2026-05-01T11:59:00Z");
  static final int TIMESCALE = 90_000;
  static final int SEGMENTS = 3;
  static final int PER_SEGMENT = 4;
  static final int FRAGMENTS = 10;
  private static final int TICKS = 45_000;

  final SyntheticLog log;
  final Authority authority;
  final KeyPair key;
  private final List<String> own;
  final byte[] init = init(TIMESCALE);
  final List<List<byte[]>> segments = new ArrayList<>();
  final List<String> heads = new ArrayList<>();

  SyntheticClip() {
    this(0);
  }

  /** A clip whose camera was silent for so many ticks in the middle of the second segment. */
  SyntheticClip(long silence) {
    this(
        silence,
        Authority.create("operator", ZERO),
        IdentityFolder.newEvidenceKey(),
        new SyntheticLog(ZERO.plusSeconds(60)));
  }

  /** The same of a device that has its key already. */
  SyntheticClip(long silence, Authority authority, KeyPair key, SyntheticLog log) {
    this.log = log;
    this.authority = authority;
    this.key = key;
    this.own = certificates(DEVICE);
    Random random = new Random(20_260_501);
    long time = 0;
    Hash previous = SegmentHead.NONE;
    for (int segment = 0; segment < SEGMENTS; segment++) {
      List<byte[]> fragments = new ArrayList<>();
      long from = time;
      for (int i = 0; i < PER_SEGMENT; i++) {
        time += segment == 1 && i == 2 ? silence : 0;
        byte[] media = new byte[200 + random.nextInt(100)];
        random.nextBytes(media);
        fragments.add(fragment(time, i, media));
        time += TICKS;
      }
      segments.add(fragments);
      String head = head(segment, fragments, from, time, previous).text();
      heads.add(head);
      previous = SegmentHead.hash(head);
    }
  }

  private SegmentHead head(int number, List<byte[]> fragments, long from, long to, Hash previous) {
    return new SegmentHead(
        SegmentHead.VERSION,
        DEVICE,
        BOOT,
        number,
        fragments.size(),
        MerkleTree.root(leaves(fragments)),
        leaf(init),
        previous,
        Timeline.nanos(from, TIMESCALE),
        Timeline.nanos(to, TIMESCALE),
        null,
        null,
        null,
        false,
        null);
  }

  /** The fragments of the clip, in order. */
  List<byte[]> fragments() {
    List<byte[]> all = segments.stream().flatMap(List::stream).toList();
    return new ArrayList<>(all.subList(1, 1 + FRAGMENTS));
  }

  byte[] clip() {
    return clip(fragments());
  }

  byte[] clip(List<byte[]> fragments) {
    ByteArrayOutputStream clip = new ByteArrayOutputStream();
    clip.writeBytes(init);
    fragments.forEach(clip::writeBytes);
    return clip.toByteArray();
  }

  /** What of a segment is in the clip. */
  Manifest.Piece piece(int segment, int first, int end) {
    List<byte[]> fragments = segments.get(segment);
    List<Hash> leaves = leaves(fragments);
    List<Manifest.Proof> proofs = new ArrayList<>();
    for (int i = first; i < end; i++) {
      proofs.add(
          new Manifest.Proof(
              i, fragments.get(i).length, leaves.get(i), MerkleTree.path(i, leaves)));
    }
    return new Manifest.Piece(
        heads.get(segment), signature(heads.get(segment)), proofs, null, null);
  }

  /** The third and the first fragment of a segment, in this order. */
  Manifest.Piece turned(int segment) {
    List<Manifest.Proof> proofs = new ArrayList<>(piece(segment, 2, 3).fragments());
    proofs.addAll(piece(segment, 0, 1).fragments());
    String head = heads.get(segment);
    return new Manifest.Piece(head, signature(head), proofs, null, null);
  }

  List<Manifest.Piece> pieces() {
    return List.of(piece(0, 1, 4), piece(1, 0, 4), piece(2, 0, 3));
  }

  Manifest manifest() {
    return manifest(pieces(), List.of());
  }

  /** The same, sealed by another key of the device; the heads are signed by one of the earlier. */
  Manifest sealedBy(List<String> certificates, int key) {
    List<Manifest.Piece> pieces =
        pieces().stream()
            .map(p -> new Manifest.Piece(p.head(), p.signature(), p.fragments(), key, null))
            .toList();
    return manifest(pieces, List.of(), ZERO, certificates, own, List.of());
  }

  /** A certificate of the operator for another key of this device, made at an instant. */
  List<String> certificates(KeyPair other, Instant at) {
    return encoded(authority.issueEvidence(DEVICE, other.getPublic(), at, Duration.ofDays(30)));
  }

  /** The same, all of whose heads the device had committed itself to. */
  Manifest committed() {
    Hash root = MerkleTree.root(headLeaves());
    return committed(
        committedPieces(), new Manifest.LoggedCommitment(root, SEGMENTS, log.prove(root)));
  }

  Manifest committed(List<Manifest.Piece> pieces, Manifest.LoggedCommitment commitment) {
    return manifest(pieces, List.of(), ZERO, own, List.of(), List.of(commitment));
  }

  List<Manifest.Piece> committedPieces() {
    List<Manifest.Piece> pieces = new ArrayList<>();
    for (Manifest.Piece piece : pieces()) {
      int index = pieces.size();
      pieces.add(
          new Manifest.Piece(
              piece.head(),
              piece.signature(),
              piece.fragments(),
              null,
              new Manifest.Committed(0, index, MerkleTree.path(index, headLeaves()))));
    }
    return pieces;
  }

  List<Hash> headLeaves() {
    return heads.stream().map(head -> leaf(head.getBytes(StandardCharsets.UTF_8))).toList();
  }

  Manifest manifest(List<Manifest.Piece> pieces, List<Manifest.Gap> gaps) {
    return manifest(pieces, gaps, ZERO, own);
  }

  Manifest manifest(
      List<Manifest.Piece> pieces,
      List<Manifest.Gap> gaps,
      Instant zero,
      List<String> certificates) {
    return manifest(pieces, gaps, zero, certificates, List.of(), List.of());
  }

  private Manifest manifest(
      List<Manifest.Piece> pieces,
      List<Manifest.Gap> gaps,
      Instant zero,
      List<String> certificates,
      List<String> earlier,
      List<Manifest.LoggedCommitment> commitments) {
    long silence = gaps.isEmpty() ? 0 : gaps.getFirst().toNanos() - gaps.getFirst().fromNanos();
    Instant to = zero.plusMillis(5500).plusNanos(silence);
    return manifest(pieces, gaps, zero, to, certificates, earlier, commitments, null);
  }

  /** The first of each segment's fragments that are in the clip. */
  List<byte[]> previewed() {
    return List.of(segments.get(0).get(1), segments.get(1).get(0), segments.get(2).get(0));
  }

  /** The manifest of a preview of them. */
  Manifest preview(@Nullable Extent extent) {
    return preview(List.of(piece(0, 1, 2), piece(1, 0, 1), piece(2, 0, 1)), 4500, extent);
  }

  Manifest preview(List<Manifest.Piece> pieces, long toMillis, @Nullable Extent extent) {
    Instant to = ZERO.plusMillis(toMillis);
    Manifest.Gap gap = new Manifest.Gap(2_500_000_000L, 4_000_000_000L, "left out");
    return manifest(pieces, List.of(gap), ZERO, to, own, List.of(), List.of(), extent);
  }

  private Manifest manifest(
      List<Manifest.Piece> pieces,
      List<Manifest.Gap> gaps,
      Instant zero,
      Instant to,
      List<String> certificates,
      List<String> earlier,
      List<Manifest.LoggedCommitment> commitments,
      @Nullable Extent extent) {
    return new Manifest(
        Manifest.FORMAT,
        "0198d000-0000-7000-8000-000000000001",
        BOOT,
        DEVICE,
        "synthetic",
        "test",
        "software",
        zero.plusMillis(500),
        to,
        new Manifest.TimeBase(BOOT, zero, 500, "gnss"),
        leaf(init),
        init.length,
        TIMESCALE,
        pieces,
        gaps,
        certificates,
        earlier,
        commitments,
        extent);
  }

  /** A certificate of the operator for this device's key under a name. */
  List<String> certificates(String name) {
    return certificates(name, authority, key);
  }

  static List<String> certificates(String name, Authority authority, KeyPair key) {
    return encoded(authority.issueEvidence(name, key.getPublic(), ZERO, Duration.ofDays(30)));
  }

  private static List<String> encoded(X509Certificate certificate) {
    try {
      return List.of(Base64.getEncoder().encodeToString(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  String signature(String head) {
    return Base64.getEncoder()
        .encodeToString(Ed25519.sign(key.getPrivate(), head.getBytes(StandardCharsets.UTF_8)));
  }

  /** Packs octets under a manifest, signed by the device. */
  void pack(Path file, byte[] clip, Manifest manifest) throws IOException {
    pack(file, clip, Json.bytes(manifest), key);
  }

  void pack(Path file, byte[] clip, byte[] manifest, KeyPair signer) throws IOException {
    try (FileChannel to =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      to.write(ByteBuffer.wrap(clip), EvidencePackage.CLIP_OFFSET);
      CRC32 crc = new CRC32();
      crc.update(clip);
      EvidencePackage.complete(
          to,
          (int) crc.getValue(),
          manifest,
          Jws.signDetached(manifest, DEVICE, signer.getPrivate()));
    }
  }

  /** Whom its operator trusts. */
  Trust trust() {
    return new Trust(List.of(authority.certificate()), Optional.of(log.root()));
  }

  PackageVerifier verifier() {
    return new PackageVerifier(trust());
  }

  static byte[] init(int timescale) {
    byte[] mdhd = box("mdhd", ByteBuffer.allocate(24).putInt(12, timescale).array());
    return concat(
        box("ftyp", "isom\0\0\2\0".getBytes(StandardCharsets.US_ASCII)),
        box("moov", box("trak", box("mdia", mdhd))));
  }

  /** A fragment of five pictures of which the first is a key frame in every other one. */
  static byte[] fragment(long time, int number, byte[] media) {
    TrackPoint fix =
        new TrackPoint(
            Timeline.nanos(time, TIMESCALE),
            ZERO.plusNanos(Timeline.nanos(time, TIMESCALE)),
            35.33,
            139.12 + time * 1e-9,
            10,
            90,
            3);
    ByteBuffer track = TrackBox.write(TIMESCALE, time, TICKS, number, List.of(fix));
    return concat(octets(track), moof(time, TICKS / 5, 5, number % 2 == 0), box("mdat", media));
  }

  static byte[] moof(long time, int duration, int pictures, boolean key) {
    byte[] tfhd =
        ByteBuffer.allocate(16).putInt(0x020028).putInt(1).putInt(duration).putInt(0x10000).array();
    byte[] tfdt = ByteBuffer.allocate(12).putInt(0x01000000).putLong(time).array();
    byte[] trun =
        ByteBuffer.allocate(16)
            .putInt(0x5)
            .putInt(pictures)
            .putInt(0)
            .putInt(key ? 0x2000000 : 0x10000)
            .array();
    byte[] traf = concat(box("tfhd", tfhd), box("tfdt", tfdt), box("trun", trun));
    return box("moof", concat(box("mfhd", new byte[8]), box("traf", traf)));
  }

  static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(content)
        .array();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] octets(ByteBuffer buffer) {
    byte[] octets = new byte[buffer.remaining()];
    buffer.duplicate().get(octets);
    return octets;
  }

  static Hash leaf(byte[] octets) {
    return MerkleTree.leaf(ByteBuffer.wrap(octets));
  }

  static List<Hash> leaves(List<byte[]> fragments) {
    return fragments.stream().map(SyntheticClip::leaf).toList();
  }
}
