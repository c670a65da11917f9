package cetra.hardware.camera;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** The rules of FFmpeg's C interface, as Java knows them. */
final class Ffmpeg {
  static {
    // What goes wrong comes back as an error code; the rest would only fill the journal.
    avutil.av_log_set_level(avutil.AV_LOG_PANIC);
  }

  private static final long NANOS = 1_000_000_000L;

  private Ffmpeg() {}

  /** Loads the natives and keeps them quiet. */
  static void load() {
    // the static block did
  }

  /**
   * Passes a result on.
   *
   * @throws IOException when it is an error code; begins with what was tried
   */
  static int check(int result, String tried) throws IOException {
    if (result < 0) {
      throw new IOException(tried + ": " + describe(result));
    }
    return result;
  }

  /** The bytes of a packet where FFmpeg put them, in network order as all video is written. */
  static ByteBuffer bytes(AVPacket packet) {
    ByteBuffer bytes = packet.data().capacity(packet.size()).asByteBuffer();
    return bytes.order(ByteOrder.BIG_ENDIAN);
  }

  /** A stamp of a stream in nanoseconds, or {@link Timeline#NONE}. */
  static long nanos(long ticks, AVStream stream) {
    AVRational base = stream.time_base();
    return ticks == avutil.AV_NOPTS_VALUE
        ? Timeline.NONE
        : avutil.av_rescale(ticks, NANOS * base.num(), base.den());
  }

  private static String describe(int error) {
    try (BytePointer text = new BytePointer(avutil.AV_ERROR_MAX_STRING_SIZE)) {
      avutil.av_strerror(error, text, text.capacity());
      return text.getString();
    }
  }
}
