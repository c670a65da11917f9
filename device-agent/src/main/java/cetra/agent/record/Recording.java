package cetra.agent.record;

import cetra.hardware.VideoFormat;
import cetra.hardware.VideoPacket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The state machine between packets and files: decides where a fragment and where a segment ends.
 *
 * <p>A fragment ends before a key frame, before it would be longer than half a second, and at a
 * gap; a segment ends before the first key frame after ten seconds. One recording has one format.
 * Used by one thread.
 */
final class Recording implements AutoCloseable {
  private static final long FRAGMENT_NANOS = 500_000_000L;
  private static final long SEGMENT_NANOS = 10_000_000_000L;

  /** Without a key frame for so long, a segment ends all the same. */
  private static final long LONGEST_SEGMENT_NANOS = 30_000_000_000L;

  private final Ring ring;
  private final String boot;
  private final VideoFormat format;
  private final TrackFeed track;
  private final ClockDiscipline clock;
  private final RingListener listener;
  private final FragmentMuxer muxer;
  private @Nullable SegmentWriter segment;
  private boolean pending;
  private boolean decodable;
  private long fromNanos;
  private long toNanos;

  Recording(
      Ring ring,
      String boot,
      VideoFormat format,
      TrackFeed track,
      ClockDiscipline clock,
      RingListener listener)
      throws IOException {
    this.ring = ring;
    this.boot = boot;
    this.format = format;
    this.track = track;
    this.clock = clock;
    this.listener = listener;
    this.muxer = new FragmentMuxer(format);
  }

  boolean fits(VideoPacket packet) {
    return packet.format().equals(format);
  }

  /** Takes a packet; what it completes is on the card on return. */
  void add(VideoPacket packet) throws IOException {
    if (pending && endsFragment(packet)) {
      endFragment();
    }
    if (segment != null && endsSegment(segment, packet)) {
      endSegment();
    }
    decodable |= packet.key();
    if (!decodable) {
      return; // nothing can be decoded before the first key frame
    }
    if (!pending) {
      fromNanos = packet.decodeNanos();
      pending = true;
    }
    muxer.add(packet);
    toNanos = packet.decodeNanos() + packet.durationNanos();
  }

  /** Puts all that was taken on the card and closes the segment. */
  void finish() throws IOException {
    if (pending) {
      endFragment();
    }
    endSegment();
  }

  @Override
  public void close() throws IOException {
    muxer.close();
    if (segment != null) {
      segment.close();
    }
  }

  private boolean endsFragment(VideoPacket packet) {
    long end = packet.decodeNanos() + packet.durationNanos();
    return packet.key() || end - fromNanos > FRAGMENT_NANOS;
  }

  private static boolean endsSegment(SegmentWriter segment, VideoPacket packet) {
    long length = segment.lengthNanos();
    return (packet.key() && length >= SEGMENT_NANOS) || length >= LONGEST_SEGMENT_NANOS;
  }

  private void endFragment() throws IOException {
    pending = false; // whatever happens: the muxer has handed it out, and cannot do so twice
    if (segment == null) {
      segment = ring.begin(boot, muxer.init());
    }
    SegmentWriter writer = segment;
    SegmentWriter.Span span = new SegmentWriter.Span(fromNanos, toNanos);
    try {
      muxer.flush(media -> append(writer, media, span));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void append(SegmentWriter writer, ByteBuffer media, SegmentWriter.Span span) {
    try {
      writer.append(media, span, track.take(span.fromNanos(), span.toNanos()));
      listener.recorded(writer.name(), writer.fragments() - 1, span.toNanos());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endSegment() throws IOException {
    SegmentWriter writer = segment;
    segment = null;
    if (writer != null) {
      try (writer) {
        ring.finish(writer, clock.estimate()).ifPresent(listener::closed);
      }
    }
  }
}
