package cetra.agent.record;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import cetra.hardware.AudioFormat;
import cetra.hardware.AudioPacket;
import cetra.hardware.VideoFormat;
import cetra.hardware.VideoPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Turns packets of one format into an init segment and fragments of an MP4 (ISO/IEC 14496-12).
 *
 * <p>The muxer writes into memory outside the heap, which is handed out as it is and written to the
 * card from there: no octet of video passes through the Java heap. Used by one thread.
 */
final class FragmentMuxer implements AutoCloseable {
  /** Ticks a second. */
  static final int TIMESCALE = 90_000;

  private static final int VIDEO = 0;
  private static final int SOUND = 1;
  private static final long SECOND = 1_000_000_000L;

  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();
  private final ByteBuffer init;
  private final int sampleRate;
  private long lastTicks = Long.MIN_VALUE;
  private long lastSoundTicks = Long.MIN_VALUE;
  private boolean fragmentBegins;

  /**
   * Opens a muxer.
   *
   * @throws IOException when the muxer refuses the format
   */
  FragmentMuxer(VideoFormat format) throws IOException {
    AudioFormat audio = format.audio();
    sampleRate = audio == null ? 0 : audio.sampleRate();
    check(avformat_alloc_output_context2(context, null, "mp4", null), "open the muxer");
    try {
      describe(avformat_new_stream(context, null), format);
      if (audio != null) {
        describe(avformat_new_stream(context, null), audio);
      }
      openBuffer();
      writeHeader();
      init = copyOf(closeBuffer());
      openBuffer();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The init segment. */
  ByteBuffer init() {
    return init.duplicate();
  }

  /** Adds a picture, and the sound before it, to the fragment that is being made. */
  void add(VideoPacket video) throws IOException {
    if (fragmentBegins) {
      // said anew each time: the muxer otherwise moves the fragment to the end of the one before
      check(av_opt_set(context.priv_data(), "movflags", "+frag_discont", 0), "begin a fragment");
      fragmentBegins = false;
    }
    for (AudioPacket heard : video.audio()) {
      addSound(heard);
    }
    long decode = Math.max(ticks(video.decodeNanos()), lastTicks + 1);
    lastTicks = decode;
    packet.dts(decode);
    packet.pts(Math.max(decode, ticks(video.presentationNanos())));
    packet.duration(Math.max(1, ticks(video.durationNanos())));
    packet.flags(video.key() ? AV_PKT_FLAG_KEY : 0);
    write(VIDEO, video.data());
  }

  /** Sound that repeats what was heard is left out: its times must rise too. */
  private void addSound(AudioPacket heard) throws IOException {
    long tick = ticks(heard.nanos(), sampleRate);
    if (sampleRate > 0 && tick > lastSoundTicks) {
      lastSoundTicks = tick;
      packet.dts(tick);
      packet.pts(tick);
      packet.duration(Math.max(1, ticks(heard.durationNanos(), sampleRate)));
      packet.flags(AV_PKT_FLAG_KEY);
      write(SOUND, heard.data());
    }
  }

  private void write(int stream, ByteBuffer octets) throws IOException {
    try (BytePointer data = new BytePointer(octets)) {
      packet.data(data.position(octets.position()));
      packet.size(octets.remaining());
      packet.stream_index(stream);
      check(av_write_frame(context, packet), "mux a packet");
    }
  }

  /** Ends the fragment; its {@code moof} and {@code mdat} are the caller's, to be freed by it. */
  BytePointer flush() throws IOException {
    check(av_write_frame(context, (AVPacket) null), "end a fragment");
    fragmentBegins = true;
    BytePointer bytes = closeBuffer();
    openBuffer();
    return bytes;
  }

  /** Ticks of a time on the monotonic clock, rounded down. */
  static long ticks(long nanos) {
    return nanos / SECOND * TIMESCALE + nanos % SECOND * TIMESCALE / SECOND;
  }

  /** Samples to a time, to the nearest: a sample's own time was rounded down before. */
  private static long ticks(long nanos, int rate) {
    return nanos / SECOND * rate + (nanos % SECOND * rate + SECOND / 2) / SECOND;
  }

  @Override
  public void close() {
    if (context.pb() != null && !context.pb().isNull()) {
      av_free(closeBuffer());
    }
    avformat_free_context(context);
    av_packet_free(packet);
  }

  private static void describe(AVStream stream, VideoFormat format) {
    AVCodecParameters parameters = stream.codecpar();
    configure(parameters, format.configurationBytes());
    parameters.codec_type(AVMEDIA_TYPE_VIDEO);
    parameters.codec_id(
        switch (format.codec()) {
          case H264 -> AV_CODEC_ID_H264;
          case H265 -> AV_CODEC_ID_HEVC;
        });
    parameters.width(format.width());
    parameters.height(format.height());
    stream.time_base().num(1).den(TIMESCALE);
  }

  private static void describe(AVStream stream, AudioFormat format) {
    AVCodecParameters parameters = stream.codecpar();
    configure(parameters, format.configurationBytes());
    parameters.codec_type(AVMEDIA_TYPE_AUDIO);
    parameters.codec_id(
        switch (format.codec()) {
          case AAC -> AV_CODEC_ID_AAC;
          case OPUS -> AV_CODEC_ID_OPUS;
        });
    parameters.sample_rate(format.sampleRate());
    parameters.frame_size(format.samples());
    av_channel_layout_default(parameters.ch_layout(), format.channels());
    stream.time_base().num(1).den(format.sampleRate());
  }

  private static void configure(AVCodecParameters parameters, byte[] configuration) {
    BytePointer extra =
        new BytePointer(av_mallocz(configuration.length + AV_INPUT_BUFFER_PADDING_SIZE));
    extra.put(configuration, 0, configuration.length);
    parameters.extradata(extra);
    parameters.extradata_size(configuration.length);
  }

  private void writeHeader() throws IOException {
    AVDictionary options = new AVDictionary(null);
    try {
      // frag_discont: times of fragments are those of their packets, so a gap stays a gap
      av_dict_set(options, "movflags", "empty_moov+default_base_moof+frag_custom+frag_discont", 0);
      av_dict_set(options, "video_track_timescale", Integer.toString(TIMESCALE), 0);
      av_dict_set(options, "use_editlist", "0", 0);
      context.avoid_negative_ts(0);
      check(avformat_write_header(context, options), "write the init segment");
    } finally {
      av_dict_free(options);
    }
  }

  private void openBuffer() throws IOException {
    AVIOContext buffer = new AVIOContext(null);
    check(avio_open_dyn_buf(buffer), "open a buffer");
    context.pb(buffer);
  }

  private BytePointer closeBuffer() {
    try (PointerPointer<BytePointer> result = new PointerPointer<>(1)) {
      int size = avio_close_dyn_buf(context.pb(), result);
      context.pb(null);
      return result.get(BytePointer.class).capacity(size);
    }
  }

  private static ByteBuffer copyOf(BytePointer bytes) {
    byte[] copy = new byte[(int) bytes.capacity()];
    bytes.get(copy);
    av_free(bytes);
    return ByteBuffer.wrap(copy).asReadOnlyBuffer();
  }

  private static void check(int result, String what) throws IOException {
    if (result < 0) {
      byte[] reason = new byte[128];
      av_strerror(result, reason, reason.length);
      String text = new String(reason, StandardCharsets.UTF_8);
      throw new IOException("cannot " + what + ": " + text.substring(0, text.indexOf(0)));
    }
  }
}
