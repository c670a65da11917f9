package cetra.hardware.camera;

import cetra.hardware.VideoFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Codes painted pictures as H.264 in Annex B, a key frame every second and no reordering. Used by
 * one thread.
 */
final class H264Encoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private final VideoFormat format;

  /**
   * @throws IOException when this FFmpeg has no libopenh264, or it refuses the size or rate
   */
  H264Encoder(int width, int height, int fps, int kbps) throws IOException {
    Ffmpeg.load();
    AVCodec codec = avcodec.avcodec_find_encoder_by_name("libopenh264");
    if (codec == null || codec.isNull()) {
      throw new IOException("this build of FFmpeg has no libopenh264 to code pictures with");
    }
    context = avcodec.avcodec_alloc_context3(codec);
    frame = avutil.av_frame_alloc();
    packet = avcodec.av_packet_alloc();
    try {
      set(width, height, fps, kbps);
      open(codec);
      allocate(width, height);
      format = format(width, height);
    } catch (IOException | RuntimeException unusable) {
      close();
      throw unusable;
    }
  }

  private void set(int width, int height, int fps, int kbps) {
    context.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    try (AVRational base = new AVRational().num(1).den(fps);
        AVRational rate = new AVRational().num(fps).den(1)) {
      context.time_base(base).framerate(rate);
    }
    context.bit_rate(kbps * 1000L).gop_size(fps).max_b_frames(0).thread_count(1);
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    context.color_range(avutil.AVCOL_RANGE_MPEG);
  }

  private void open(AVCodec codec) throws IOException {
    AVDictionary options = new AVDictionary();
    try {
      // A dropped picture would leave a hole where the clock says there is none.
      avutil.av_dict_set(options, "allow_skip_frames", "0", 0);
      // A quarter of the time, and flat painted surfaces show no block edges.
      avutil.av_dict_set(options, "loopfilter", "0", 0);
      Ffmpeg.check(avcodec.avcodec_open2(context, codec, options), "cannot open libopenh264");
    } finally {
      avutil.av_dict_free(options);
    }
  }

  private void allocate(int width, int height) throws IOException {
    frame.width(width).height(height).format(avutil.AV_PIX_FMT_YUV420P);
    Ffmpeg.check(avutil.av_frame_get_buffer(frame, 0), "no memory for a picture");
  }

  private VideoFormat format(int width, int height) {
    byte[] configuration = new byte[context.extradata_size()];
    context.extradata().get(configuration);
    String hex = HexFormat.of().formatHex(configuration);
    return new VideoFormat(VideoFormat.Codec.H264, width, height, hex);
  }

  VideoFormat format() {
    return format;
  }

  /**
   * Codes the next picture; {@link #data} and {@link #isKey} then tell about it.
   *
   * @param number strictly rising
   */
  void encode(Picture picture, long number) throws IOException {
    Ffmpeg.check(avutil.av_frame_make_writable(frame), "no memory for a picture");
    for (int plane = 0; plane < 3; plane++) {
      copy(picture, plane);
    }
    frame.pts(number);
    Ffmpeg.check(avcodec.avcodec_send_frame(context, frame), "libopenh264 refused a picture");
    avcodec.av_packet_unref(packet);
    Ffmpeg.check(
        avcodec.avcodec_receive_packet(context, packet), "libopenh264 gave nothing for a picture");
  }

  private void copy(Picture picture, int plane) {
    int stride = frame.linesize(plane);
    int width = picture.width(plane);
    int height = picture.height(plane);
    ByteBuffer to = frame.data(plane).capacity((long) stride * height).asByteBuffer();
    for (int row = 0; row < height; row++) {
      to.put(row * stride, picture.plane(plane), row * width, width);
    }
  }

  /** The coded picture where FFmpeg put it, valid until the next one. */
  ByteBuffer data() {
    return Ffmpeg.bytes(packet);
  }

  boolean isKey() {
    return (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
  }
}
