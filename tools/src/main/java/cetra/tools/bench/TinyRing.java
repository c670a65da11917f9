package cetra.tools.bench;

import cetra.agent.record.SegmentName;
import cetra.agent.seal.DeviceKey;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.evidence.TrackBox;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes a ring whose segments lack nothing but pictures: ten seconds of twenty fragments with a
 * fix a second, leaf hashes, a signed head that points to the one before. A boot is a drive of so
 * many segments. Used by one thread.
 */
final class TinyRing {
  /** Octets of a segment, rounded up to what a file takes of a disk. */
  static final int SEGMENT_BYTES = 8 << 10;

  private static final int FRAGMENTS = 20;
  private static final long FRAGMENT_NANOS = 500_000_000L;
  private static final int SEGMENTS_A_BOOT = 1000;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final double STEP = 0.0001;

  private final Path folder;
  private final DeviceKey key;
  private final byte[] init = TinyVideo.init();
  private final Hash initHash = MerkleTree.leaf(ByteBuffer.wrap(init));
  private Hash previous = SegmentHead.NONE;
  private String boot = "";
  private int written;

  TinyRing(Path folder, DeviceKey key) {
    this.folder = folder;
    this.key = key;
  }

  /** Adds so many segments. */
  void write(int segments) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < segments; i++) {
      writeNext();
    }
  }

  private void writeNext() throws IOException {
    if (written % SEGMENTS_A_BOOT == 0) {
      boot = UUID.randomUUID().toString();
    }
    ByteArrayOutputStream file = new ByteArrayOutputStream(SEGMENT_BYTES);
    List<Hash> leaves = new ArrayList<>();
    file.writeBytes(init);
    for (int i = 0; i < FRAGMENTS; i++) {
      byte[] fragment = fragment(i);
      leaves.add(MerkleTree.leaf(ByteBuffer.wrap(fragment)));
      file.writeBytes(fragment);
    }
    String head = head(leaves).text();
    file.writeBytes(new SegmentTrailer(head, key.sign(head), leaves).box().array());
    Files.write(folder.resolve(new SegmentName(written, boot).closed()), file.toByteArray());
    previous = SegmentHead.hash(head);
    written++;
  }

  private byte[] fragment(int number) {
    long ticks = (firstFragment() + number) * TinyVideo.TICKS;
    ByteBuffer track =
        TrackBox.write(TinyVideo.TIMESCALE, ticks, TinyVideo.TICKS, number, fixes(number));
    byte[] media = TinyVideo.fragment(ticks);
    return ByteBuffer.allocate(track.remaining() + media.length).put(track).put(media).array();
  }

  private List<TrackPoint> fixes(int fragment) {
    long nanos = fromNanos() + fragment * FRAGMENT_NANOS;
    double east = STEP * (firstFragment() + fragment);
    return fragment % 2 == 0
        ? List.of(
            new TrackPoint(nanos, utc().plusNanos(nanos - fromNanos()), 35, 139 + east, 10, 90, 3))
        : List.of();
  }

  private SegmentHead head(List<Hash> leaves) {
    return new SegmentHead(
        SegmentHead.VERSION,
        key.device(),
        boot,
        written,
        FRAGMENTS,
        MerkleTree.root(leaves),
        initHash,
        previous,
        fromNanos(),
        fromNanos() + FRAGMENTS * FRAGMENT_NANOS,
        utc(),
        100L,
        "gnss",
        false,
        null);
  }

  /** Counted since the boot, as all times of a boot are. */
  private long firstFragment() {
    return (long) (written % SEGMENTS_A_BOOT) * FRAGMENTS;
  }

  private long fromNanos() {
    return firstFragment() * FRAGMENT_NANOS;
  }

  private Instant utc() {
    return BEGIN.plusNanos((long) written * FRAGMENTS * FRAGMENT_NANOS);
  }
}
