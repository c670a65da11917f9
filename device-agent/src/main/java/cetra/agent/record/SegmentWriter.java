package cetra.agent.record;

import cetra.hardware.linux.Sha256;
import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.evidence.TrackBox;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one segment file. A fragment counts as recorded when {@link #append} returns: its octets
 * were hashed, written and forced on the writing channel by then.
 *
 * <p>Design note: this class knows files and forcing; which fragment goes into which segment is
 * {@link RingWriter}'s business.
 */
final class SegmentWriter implements AutoCloseable {
  /** How far a fragment reaches on the monotonic clock. */
  record Span(long fromNanos, long toNanos) {}

  private final RingFolder folder;
  private final SegmentName name;
  private final FileChannel file;
  private final MessageDigest digest = Sha256.fastest();
  private final Hash init;
  private final @Nullable Interruption gap;
  private final List<Hash> leaves = new ArrayList<>();
  private final List<TrackPoint> track = new ArrayList<>();
  private long fromNanos;
  private long toNanos;
  private long whole;

  SegmentWriter(
      RingFolder folder,
      SegmentName name,
      FileChannel file,
      ByteBuffer init,
      @Nullable Interruption gap) {
    this.gap = gap;
    this.folder = folder;
    this.name = name;
    this.file = file;
    this.init = MerkleTree.leaf(digest, init);
  }

  /** Begins a segment with its init segment; the file is part of its directory on return. */
  static SegmentWriter begin(
      RingFolder folder, SegmentName name, ByteBuffer init, @Nullable Interruption gap)
      throws IOException {
    Path path = folder.open(name);
    FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    SegmentWriter writer = new SegmentWriter(folder, name, file, init, gap);
    try {
      writer.write(init.duplicate());
      folder.force();
      return writer;
    } catch (IOException e) {
      try (writer) {
        Files.deleteIfExists(path);
      }
      throw e;
    }
  }

  /** Appends a fragment, forced. */
  void append(ByteBuffer media, Span span, List<TrackPoint> fixes) throws IOException {
    requirePresent();
    ByteBuffer box =
        TrackBox.write(
            FragmentMuxer.TIMESCALE,
            FragmentMuxer.ticks(span.fromNanos()),
            (int) FragmentMuxer.ticks(span.toNanos() - span.fromNanos()),
            leaves.size(),
            fixes);
    Hash leaf = MerkleTree.leaf(digest, box, media);
    write(box, media);
    if (leaves.isEmpty()) {
      fromNanos = span.fromNanos();
    }
    toNanos = span.toNanos();
    leaves.add(leaf);
    track.addAll(fixes);
  }

  SegmentName name() {
    return name;
  }

  /** How many fragments it holds. */
  int fragments() {
    return leaves.size();
  }

  /** How long the segment is so far, in nanoseconds. */
  long lengthNanos() {
    return toNanos - fromNanos;
  }

  /** How many octets are on the card for certain. */
  long whole() {
    return whole;
  }

  /** Signs and closes the segment; it has its final name on return. */
  Segment finish(String device, Hash previous, Optional<UtcEstimate> utc, SegmentSigner signer)
      throws IOException {
    SegmentHead head =
        new SegmentHead(
            SegmentHead.VERSION,
            device,
            name.boot(),
            name.segment(),
            leaves.size(),
            MerkleTree.root(leaves),
            init,
            previous,
            fromNanos,
            toNanos,
            utc.map(known -> known.at(fromNanos)).orElse(null),
            utc.map(UtcEstimate::boundMillis).orElse(null),
            utc.map(UtcEstimate::source).orElse(null),
            false,
            gap);
    String text = head.text();
    write(new SegmentTrailer(text, signer.sign(text), leaves).box());
    long bytes = file.size();
    file.close();
    folder.close(name);
    return new Segment(head, Segment.leaf(text), bytes, List.copyOf(track));
  }

  /** Leaves the file as it is, for the recovery of the next start. */
  @Override
  public void close() throws IOException {
    file.close();
  }

  /** A card that was pulled out can leave a file behind that nobody will ever find. */
  private void requirePresent() throws IOException {
    if (!Files.exists(folder.open(name))) {
      throw new NoSuchFileException(folder.open(name).toString());
    }
  }

  private void write(ByteBuffer... parts) throws IOException {
    long left = 0;
    for (ByteBuffer part : parts) {
      left += part.remaining();
    }
    try {
      while (left > 0) {
        left -= file.write(parts);
      }
      file.force(false);
      whole = file.position();
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
  }

  /** A full card takes half a fragment; what follows must not stand behind it. */
  private void cutBack(IOException cause) {
    try {
      file.truncate(whole);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
