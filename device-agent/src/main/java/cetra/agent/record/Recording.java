package cetra.agent.record;

import cetra.hardware.VideoFormat;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.Interruption;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Packets of one format become fragments: one ends before a key frame, before it would be longer
 * than half a second, and at a gap. Used by one thread.
 */
final class Recording implements AutoCloseable {
  /** Where fragments go. */
  interface Sink {
    /** Takes a fragment, which is the sink's from now on. */
    void take(MuxedFragment fragment) throws IOException, InterruptedException;
  }

  private static final long FRAGMENT_NANOS = 500_000_000L;

  private final VideoFormat format;
  private final Sink sink;
  private final FragmentMuxer muxer;
  private @Nullable Interruption gap;
  private boolean pending;
  private boolean decodable;
  private boolean key;
  private long fromNanos;
  private long toNanos;

  /**
   * A recording without a packet.
   *
   * @param gap why there is none right before its first fragment
   */
  Recording(VideoFormat format, Interruption gap, Sink sink) throws IOException {
    this.format = format;
    this.gap = gap;
    this.sink = sink;
    this.muxer = new FragmentMuxer(format);
  }

  /** Asked for each picture, nearly always of the very same format. */
  boolean fits(VideoPacket packet) {
    return Objects.equals(packet.format(), format);
  }

  /** What was taken is followed by a gap: the fragment ends, and the next tells the cause. */
  void interrupt(Interruption cause) throws IOException, InterruptedException {
    finish();
    gap = cause;
  }

  /** Takes a packet, and hands on the fragment that it completes. */
  void add(VideoPacket packet) throws IOException, InterruptedException {
    if (pending && endsFragment(packet)) {
      finish();
    }
    decodable |= packet.key();
    if (!decodable) {
      return; // nothing can be decoded before the first key frame
    }
    if (!pending) {
      fromNanos = packet.decodeNanos();
      key = packet.key();
    }
    muxer.add(packet);
    pending = true;
    toNanos = packet.decodeNanos() + packet.durationNanos();
    if (toNanos + packet.durationNanos() - fromNanos > FRAGMENT_NANOS) {
      finish(); // no next picture fits, and waiting for it would only leave this one in danger
    }
  }

  /** Hands on all that was taken. */
  void finish() throws IOException, InterruptedException {
    if (pending) {
      pending = false; // whatever happens: the muxer has handed it out, and cannot do so twice
      MuxedFragment.Facts facts = new MuxedFragment.Facts(fromNanos, toNanos, key, gap);
      gap = null;
      sink.take(new MuxedFragment(muxer.init(), muxer.flush(), facts));
    }
  }

  @Override
  public void close() {
    muxer.close();
  }

  private boolean endsFragment(VideoPacket packet) {
    long end = packet.decodeNanos() + packet.durationNanos();
    return packet.key() || end - fromNanos > FRAGMENT_NANOS;
  }
}
