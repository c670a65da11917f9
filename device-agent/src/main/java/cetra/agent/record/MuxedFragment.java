package cetra.agent.record;

import cetra.wire.evidence.Interruption;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * A fragment on its way to the card, in memory outside the heap that is given back by {@link
 * #close}.
 */
final class MuxedFragment implements AutoCloseable {
  /**
   * What is known of it.
   *
   * @param fromNanos decode time of its first picture
   * @param toNanos end of its last
   * @param key whether decoding can start at its first picture
   * @param gap why there is no video right before it; null where there is
   */
  record Facts(long fromNanos, long toNanos, boolean key, @Nullable Interruption gap) {}

  private final ByteBuffer init;
  private final BytePointer media;
  private final Facts facts;

  /**
   * A fragment.
   *
   * @param init the init segment of its recording
   * @param media its {@code moof} and {@code mdat}, of {@code av_malloc}; this object's from now on
   */
  MuxedFragment(ByteBuffer init, BytePointer media, Facts facts) {
    this.init = init;
    this.media = media;
    this.facts = facts;
  }

  ByteBuffer init() {
    return init.duplicate();
  }

  /** Valid until it is closed. */
  ByteBuffer media() {
    return media.asByteBuffer();
  }

  Facts facts() {
    return facts;
  }

  long bytes() {
    return media.capacity();
  }

  @Override
  public void close() {
    avutil.av_free(media);
  }
}
