package cetra.agent.record;

import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.SegmentHead;
import cetra.wire.evidence.SegmentTrailer;
import cetra.wire.evidence.TrackPoint;
import cetra.wire.hash.Hash;
import cetra.wire.hash.MerkleTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A closed segment file.
 *
 * @param head what was signed of it
 * @param leaf leaf hash of the head's exact text, by which the device commits itself to it
 * @param bytes octets of the file
 * @param track its fixes
 */
public record Segment(SegmentHead head, Hash leaf, long bytes, List<TrackPoint> track) {
  /**
   * Reads a closed segment from its file alone.
   *
   * @throws IOException when it is torn or was never closed
   */
  static Segment read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FragmentedMp4 layout = FragmentedMp4.scan(channel, 0, channel.size());
      SegmentTrailer trailer =
          SegmentTrailer.read(channel, layout.end())
              .orElseThrow(() -> new IOException(file + " has no trailer"));
      return new Segment(
          SegmentHead.read(trailer.head()),
          leaf(trailer.head()),
          channel.size(),
          track(channel, layout));
    }
  }

  /**
   * What its file alone says of its boot's time: its head, else fixes that agree; empty where
   * neither does.
   */
  public Optional<UtcEstimate> utc() {
    return utc(head, track);
  }

  /** The same of a head, and the fixes that are known beside it. */
  static Optional<UtcEstimate> utc(SegmentHead head, List<TrackPoint> track) {
    Instant begins = head.utc();
    Long bound = head.utcBoundMillis();
    String source = head.utcSource();
    return begins != null && bound != null && source != null
        ? Optional.of(
            new UtcEstimate(begins.minusNanos(head.fromNanos()), Math.max(1, bound), source))
        : ClockDiscipline.estimate(track);
  }

  static Hash leaf(String head) {
    return MerkleTree.leaf(ByteBuffer.wrap(head.getBytes(StandardCharsets.UTF_8)));
  }

  /** All fixes of a file. */
  static List<TrackPoint> track(FileChannel file, FragmentedMp4 layout) throws IOException {
    List<TrackPoint> track = new ArrayList<>();
    for (Fragment fragment : layout.fragments()) {
      track.addAll(FragmentedMp4.track(file, 0, fragment));
    }
    return track;
  }
}
