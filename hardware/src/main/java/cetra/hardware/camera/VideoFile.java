package cetra.hardware.camera;

import cetra.hardware.AudioFormat;
import cetra.hardware.AudioPacket;
import cetra.hardware.VideoFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The video stream of an MP4, MKV or TS file, packet by packet. Used by one thread. */
final class VideoFile implements AutoCloseable {
  // A file may be anything: no demuxer that follows links, no protocol that leaves this machine.
  private static final String FORMATS = "mov,matroska,mpegts";
  private static final String PROTOCOLS = "file";

  private static final long NANOS = 1_000_000_000L;
  private static final long USUAL_DURATION = NANOS / 25;

  private final Path file;
  private final AVFormatContext context;
  private final AVPacket packet;
  private final AVStream stream;
  private final @Nullable SoundTrack sound;
  private final VideoFormat format;

  /**
   * Opens a file.
   *
   * @param audio whether its sound is played too
   * @throws IOException when it is missing, no MP4, MKV or TS, has no H.264 or H.265 video, or not
   *     the sound that is asked for; names it
   */
  static VideoFile open(Path file, boolean audio) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such video file");
    }
    Ffmpeg.load();
    AVFormatContext context = opened(file);
    try {
      return new VideoFile(file, context, audio);
    } catch (IOException | RuntimeException unusable) {
      avformat.avformat_close_input(context);
      throw unusable;
    }
  }

  private VideoFile(Path file, AVFormatContext context, boolean audio) throws IOException {
    this.file = file;
    this.context = context;
    this.stream = stream(file, context);
    this.sound = audio ? SoundTrack.of(file, context) : null;
    AudioFormat heard = sound == null ? null : sound.format();
    this.format = format(file, stream.codecpar(), heard);
    for (int i = 0; i < context.nb_streams(); i++) {
      context.streams(i).discard(avcodec.AVDISCARD_ALL);
    }
    stream.discard(avcodec.AVDISCARD_DEFAULT);
    if (sound != null) {
      sound.stream().discard(avcodec.AVDISCARD_DEFAULT);
    }
    // Last, so that nothing can fail after it and leave it behind.
    this.packet = avcodec.av_packet_alloc();
  }

  private static AVFormatContext opened(Path file) throws IOException {
    AVDictionary options = new AVDictionary();
    AVFormatContext context = new AVFormatContext(null);
    try {
      avutil.av_dict_set(options, "format_whitelist", FORMATS, 0);
      avutil.av_dict_set(options, "protocol_whitelist", PROTOCOLS, 0);
      String url = "file:" + file.toAbsolutePath();
      Ffmpeg.check(
          avformat.avformat_open_input(context, url, null, options),
          "cannot play " + file + " as MP4, MKV or TS");
      return context;
    } finally {
      avutil.av_dict_free(options);
    }
  }

  private static AVStream stream(Path file, AVFormatContext context) throws IOException {
    int index = best(context);
    if (index < 0 || needsProbing(context, context.streams(index).codecpar())) {
      String tried = "cannot find the streams of " + file;
      Ffmpeg.check(avformat.avformat_find_stream_info(context, (AVDictionary) null), tried);
      index = best(context);
    }
    if (index < 0) {
      throw new IOException(file + " has no video stream");
    }
    return context.streams(index);
  }

  private static int best(AVFormatContext context) {
    int kind = avutil.AVMEDIA_TYPE_VIDEO;
    return avformat.av_find_best_stream(context, kind, -1, -1, (AVCodec) null, 0);
  }

  // Probing opens a decoder for a moment; an MP4 tells everything without it. An MKV holds no
  // decode times, and only probing tells how far pictures are reordered.
  private static boolean needsProbing(AVFormatContext context, AVCodecParameters codec) {
    boolean mp4 = context.iformat().name().getString().contains("mp4");
    return !mp4 || codec.extradata_size() == 0 || codec.width() == 0;
  }

  private static VideoFormat format(
      Path file, AVCodecParameters parameters, @Nullable AudioFormat audio) throws IOException {
    VideoFormat.Codec codec = codec(file, parameters.codec_id());
    if (parameters.width() < 1 || parameters.height() < 1 || parameters.extradata_size() < 1) {
      throw new IOException(file + " holds no parameter sets for its video");
    }
    byte[] configuration = new byte[parameters.extradata_size()];
    parameters.extradata().get(configuration);
    String hex = HexFormat.of().formatHex(configuration);
    return new VideoFormat(codec, parameters.width(), parameters.height(), hex, audio);
  }

  private static VideoFormat.Codec codec(Path file, int id) throws IOException {
    if (id == avcodec.AV_CODEC_ID_H264) {
      return VideoFormat.Codec.H264;
    }
    if (id == avcodec.AV_CODEC_ID_HEVC) {
      return VideoFormat.Codec.H265;
    }
    String name = avcodec.avcodec_get_name(id).getString();
    throw new IOException(file + " holds " + name + " video; only h264 and hevc can be recorded");
  }

  VideoFormat format() {
    return format;
  }

  /** How long a picture that does not tell is shown, in nanoseconds. */
  long usualDuration() {
    AVRational rate = stream.avg_frame_rate();
    return rate.num() > 0 && rate.den() > 0 ? NANOS * rate.den() / rate.num() : USUAL_DURATION;
  }

  /**
   * Steps to the next packet of the video, which the other methods then tell about.
   *
   * @return whether there was one
   * @throws IOException when the file is broken
   */
  boolean next() throws IOException {
    if (sound != null) {
      sound.forget();
    }
    do {
      avcodec.av_packet_unref(packet);
      int result = avformat.av_read_frame(context, packet);
      if (result == avutil.AVERROR_EOF()) {
        return false;
      }
      Ffmpeg.check(result, "cannot read on in " + file);
      if (sound != null && sound.owns(packet)) {
        sound.keep(packet);
      }
    } while (packet.stream_index() != stream.index() || packet.size() == 0);
    return true;
  }

  /** The bytes where FFmpeg put them, valid until the next step. */
  ByteBuffer data() {
    return Ffmpeg.bytes(packet);
  }

  /** The sound since the picture before, valid until the next step. */
  List<AudioPacket> sound(Timeline pictures) {
    return sound == null ? List.of() : sound.heard(pictures);
  }

  boolean isKey() {
    return (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
  }

  /** As the file gives it, in nanoseconds, or {@link Timeline#NONE}. */
  long presentation() {
    return nanos(packet.pts());
  }

  /** As the file gives it, in nanoseconds, or {@link Timeline#NONE}. */
  long decode() {
    return nanos(packet.dts());
  }

  /** As the file gives it, in nanoseconds; 0 where it does not. */
  long duration() {
    return nanos(packet.duration());
  }

  private long nanos(long ticks) {
    return Ffmpeg.nanos(ticks, stream);
  }

  @Override
  public void close() {
    if (sound != null) {
      sound.close();
    }
    avcodec.av_packet_free(packet);
    avformat.avformat_close_input(context);
  }
}
