package cetra.relay;

import cetra.wire.evidence.EvidencePackage;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.Timeline;
import cetra.wire.evidence.TrackBox;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import cetra.wire.key.Ed25519;
import cetra.wire.key.IdentityFolder;
import cetra.wire.key.Jws;
import cetra.wire.message.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A valid package of a clip whose pictures are noise: real boxes, real hashes, real signatures, and
 * a car that stands at one place.
 */
public final class SyntheticClip {
  public static final int TIMESCALE = 90_000;

  /** A camera that has run for 5.34 s when the clip begins. */
  public static final long FIRST_TICK = 480_600;

  private static final int HALF_SECOND = TIMESCALE / 2;
  private static final int PICTURES = 15;
  private static final int NOISE = 20_000;

  private final IdentityFolder device;
  private final String orderId;
  private final String offerId;
  private final Instant from;
  private final int fragments;
  private final double latitude;
  private final double longitude;

  public SyntheticClip(
      IdentityFolder device,
      String orderId,
      String offerId,
      Instant from,
      int fragments,
      double latitude,
      double longitude) {
    this.device = device;
    this.orderId = orderId;
    this.offerId = offerId;
    this.from = from.truncatedTo(ChronoUnit.MILLIS);
    this.fragments = fragments;
    this.latitude = latitude;
    this.longitude = longitude;
  }

  /** Writes the package. */
  public Path write(Path file) throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    byte[] init = init();
    for (int i = 0; i < fragments; i++) {
      pieces.add(fragment(i));
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      CRC32 crc = new CRC32();
      long at = put(channel, EvidencePackage.CLIP_OFFSET, init, crc);
      for (byte[] piece : pieces) {
        at = put(channel, at, piece, crc);
      }
      byte[] manifest = Json.bytes(manifest(init, pieces));
      String signature = Jws.signDetached(manifest, name(), device.evidenceKey());
      EvidencePackage.complete(channel, (int) crc.getValue(), manifest, signature);
    }
    return file;
  }

  public Instant to() {
    return from.plusMillis(500L * fragments);
  }

  private Instant zero() {
    return from.minusNanos(Timeline.nanos(FIRST_TICK, TIMESCALE));
  }

  private String name() throws IOException {
    return device.tls().name();
  }

  private Manifest manifest(byte[] init, List<byte[]> pieces) throws IOException {
    PrivateKey key = device.evidenceKey();
    List<Hash> leaves = pieces.stream().map(piece -> MerkleTree.leaf(wrap(piece))).toList();
    Hash initLeaf = MerkleTree.leaf(wrap(init));
    String boot = UUID.randomUUID().toString();
    SegmentHead head =
        new SegmentHead(
            SegmentHead.VERSION,
            name(),
            boot,
            7,
            leaves.size(),
            MerkleTree.root(leaves),
            initLeaf,
            SegmentHead.NONE,
            Timeline.nanos(FIRST_TICK, TIMESCALE),
            Timeline.nanos(FIRST_TICK + (long) fragments * HALF_SECOND, TIMESCALE),
            from,
            20L,
            "gnss",
            false,
            null);
    byte[] signed = Ed25519.sign(key, head.text().getBytes(StandardCharsets.UTF_8));
    List<Manifest.Proof> proofs = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      proofs.add(
          new Manifest.Proof(i, pieces.get(i).length, leaves.get(i), MerkleTree.path(i, leaves)));
    }
    return new Manifest(
        Manifest.FORMAT,
        orderId,
        offerId,
        name(),
        "noise",
        "test",
        "software",
        from,
        to(),
        new Manifest.TimeBase(boot, zero(), 20, "gnss"),
        initLeaf,
        init.length,
        TIMESCALE,
        List.of(
            new Manifest.Piece(
                head.text(), Base64.getEncoder().encodeToString(signed), proofs, null, null)),
        List.of(),
        List.of(certificate()),
        List.of(),
        List.of(),
        null);
  }

  private String certificate() throws IOException {
    try {
      return Base64.getEncoder()
          .encodeToString(device.evidenceCertificates().getFirst().getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
  }

  private static byte[] init() {
    byte[] mdhd =
        box("mdhd", ByteBuffer.allocate(24).putInt(0).putInt(0).putInt(0).putInt(TIMESCALE));
    byte[] moov = box("moov", wrap(box("trak", wrap(box("mdia", wrap(mdhd))))));
    byte[] ftyp = box("ftyp", ByteBuffer.allocate(8).put(ascii("iso6")));
    return join(ftyp, moov);
  }

  private byte[] fragment(int number) {
    long time = FIRST_TICK + (long) number * HALF_SECOND;
    long nanos = Timeline.nanos(time, TIMESCALE);
    TrackPoint fix =
        new TrackPoint(
            nanos,
            zero().plusNanos(nanos).truncatedTo(ChronoUnit.MILLIS),
            latitude,
            longitude,
            0,
            90,
            3);
    ByteBuffer emsg = TrackBox.write(TIMESCALE, time, HALF_SECOND, number, List.of(fix));
    byte[] noise = new byte[NOISE];
    new Random(number).nextBytes(noise);
    return join(bytes(emsg), moof(number, time), box("mdat", wrap(noise)));
  }

  private static byte[] moof(int number, long time) {
    byte[] mfhd = box("mfhd", ByteBuffer.allocate(8).putInt(0).putInt(number + 1));
    byte[] tfhd = box("tfhd", ByteBuffer.allocate(8).putInt(0x020000).putInt(1));
    byte[] tfdt = box("tfdt", ByteBuffer.allocate(12).putInt(0x01000000).putLong(time));
    ByteBuffer run = ByteBuffer.allocate(8 + PICTURES * 8).putInt(0x300).putInt(PICTURES);
    for (int i = 0; i < PICTURES; i++) {
      run.putInt(HALF_SECOND / PICTURES).putInt(NOISE / PICTURES);
    }
    byte[] traf = box("traf", wrap(join(tfhd, tfdt, box("trun", run))));
    return box("moof", wrap(join(mfhd, traf)));
  }

  private static byte[] box(String type, ByteBuffer content) {
    byte[] bytes = bytes(content.rewind());
    return ByteBuffer.allocate(8 + bytes.length)
        .putInt(8 + bytes.length)
        .put(ascii(type))
        .put(bytes)
        .array();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }

  private static long put(FileChannel channel, long at, byte[] bytes, CRC32 crc)
      throws IOException {
    crc.update(bytes);
    return at + channel.write(wrap(bytes), at);
  }
}
