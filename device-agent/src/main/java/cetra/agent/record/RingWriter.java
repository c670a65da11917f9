package cetra.agent.record;

import cetra.wire.evidence.Interruption;
import cetra.wire.evidence.TrackPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Fragments become segments: one ends before the first key frame after ten seconds, at another
 * format and at a gap.
 *
 * <p>After a fault of the card nothing that was not forced is believed: the segment is left to the
 * recovery, which reads what the card really has, and the fragment that failed begins a new one.
 * Used by one thread.
 */
final class RingWriter implements AutoCloseable {
  private static final long SEGMENT_NANOS = 10_000_000_000L;

  /** Without a key frame for so long, a segment ends all the same. */
  private static final long LONGEST_SEGMENT_NANOS = 30_000_000_000L;

  private final Ring ring;
  private final String boot;
  private final TrackFeed track;
  private final ClockDiscipline clock;
  private final RingListener listener;
  private final List<TrackPoint> fixes = new ArrayList<>();
  private @Nullable SegmentWriter segment;
  private ByteBuffer init = ByteBuffer.allocate(0);
  private boolean faulty;

  RingWriter(
      Ring ring, String boot, TrackFeed track, ClockDiscipline clock, RingListener listener) {
    this.ring = ring;
    this.boot = boot;
    this.track = track;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Writes a fragment; it is safe from any power cut on return.
   *
   * @param gap why there is no video right before it; null where there is
   * @throws IOException when the card does not take it; the same fragment can be tried again
   */
  void write(MuxedFragment fragment, @Nullable Interruption gap) throws IOException {
    try {
      append(segmentFor(fragment, gap), fragment);
    } catch (IOException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /** Closes the segment at hand, if there is one. */
  void finish() throws IOException {
    try {
      endSegment();
    } catch (IOException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /** Leaves the segment at hand to the recovery of the next start. */
  @Override
  public void close() {
    if (segment != null) {
      abandon();
    }
  }

  private SegmentWriter segmentFor(MuxedFragment fragment, @Nullable Interruption gap)
      throws IOException {
    if (segment != null && ends(segment, fragment, gap)) {
      endSegment();
    }
    if (segment == null) {
      segment = begin(fragment, gap);
    }
    return segment;
  }

  private void endSegment() throws IOException {
    SegmentWriter writer = segment;
    if (writer != null) {
      Segment closed = ring.finish(writer, clock.estimate());
      segment = null;
      listener.closed(closed);
    }
  }

  private boolean ends(SegmentWriter writer, MuxedFragment fragment, @Nullable Interruption gap) {
    long length = writer.lengthNanos();
    return gap != null
        || !fragment.init().equals(init)
        || (fragment.facts().key() && length >= SEGMENT_NANOS)
        || length >= LONGEST_SEGMENT_NANOS;
  }

  /** After a fault the card may be another one, and what was left open must have its place. */
  private SegmentWriter begin(MuxedFragment fragment, @Nullable Interruption gap)
      throws IOException {
    if (faulty) {
      ring.reopen();
    }
    init = fragment.init();
    SegmentWriter writer = ring.begin(boot, init, gap);
    if (faulty) {
      faulty = false;
      listener.reopened();
    }
    return writer;
  }

  private void append(SegmentWriter writer, MuxedFragment fragment) throws IOException {
    MuxedFragment.Facts facts = fragment.facts();
    // kept until the card has them: a fragment that is tried again has the same fixes
    fixes.addAll(track.take(facts.fromNanos(), facts.toNanos()));
    writer.append(
        fragment.media(),
        new SegmentWriter.Span(facts.fromNanos(), facts.toNanos()),
        List.copyOf(fixes));
    fixes.clear();
    listener.recorded(writer.name(), writer.fragments() - 1, facts.toNanos());
  }

  private void abandon() {
    faulty = true;
    SegmentWriter writer = segment;
    segment = null;
    if (writer != null) {
      try (writer) {
        ring.distrust(writer);
      } catch (IOException e) {
        Logger.debug("segment {} is left open: {}", writer.name().segment(), e.toString());
      }
    }
  }
}
