package cetra.hardware.camera;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.SettableClock;
import cetra.hardware.VideoFormat;
import cetra.hardware.VideoPacket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Writes media files with one stream, for tests to play. */
final class MediaFile implements AutoCloseable {
  private static final int TICKS = 10_000;

  private final AVFormatContext context = new AVFormatContext(null);
  private final AVStream stream;

  /** When the picture of a number, in decode order, is shown and decoded, in 1/10000 s. */
  interface Stamps {
    long[] of(int number);
  }

  static final Stamps STEADY = number -> new long[] {number * 1000L, number * 1000L};

  /** Three of four pictures shown in another order than decoded. */
  static final Stamps REORDERED =
      number -> {
        long late = number % 3 == 1 ? 3 : number == 0 ? 1 : 0;
        return new long[] {(number + late) * 1000L, number * 1000L};
      };

  private MediaFile(Path file, int kind, int codec, @Nullable VideoFormat format)
      throws IOException {
    int allocated = avformat.avformat_alloc_output_context2(context, null, null, file.toString());
    Ffmpeg.check(allocated, "no muxer");
    stream = avformat.avformat_new_stream(context, null);
    AVCodecParameters parameters = stream.codecpar().codec_type(kind).codec_id(codec);
    parameters.width(256).height(144).sample_rate(8000);
    avutil.av_channel_layout_default(parameters.ch_layout(), 1);
    if (format != null) {
      byte[] configuration = format.configurationBytes();
      Pointer extradata = avutil.av_mallocz(configuration.length + 64L);
      parameters.extradata(new BytePointer(extradata).put(configuration));
      parameters.extradata_size(configuration.length);
    }
    stream.time_base(new AVRational().num(1).den(TICKS));
    AVIOContext io = new AVIOContext(null);
    Ffmpeg.check(avformat.avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE), "no file");
    context.pb(io);
    Ffmpeg.check(avformat.avformat_write_header(context, (AVDictionary) null), "no header");
  }

  private void write(ByteBuffer data, long[] stamps, boolean key) throws IOException {
    AVPacket packet = avcodec.av_packet_alloc();
    byte[] copy = new byte[data.remaining()];
    data.get(copy);
    avcodec.av_new_packet(packet, copy.length);
    packet.data().put(copy);
    packet.pts(stamps[0]).dts(stamps[1]).duration(1000).stream_index(0);
    packet.flags(key ? avcodec.AV_PKT_FLAG_KEY : 0);
    try (AVRational base = new AVRational().num(1).den(TICKS)) {
      avcodec.av_packet_rescale_ts(packet, base, stream.time_base());
    }
    Ffmpeg.check(avformat.av_interleaved_write_frame(context, packet), "not written");
    avcodec.av_packet_free(packet);
  }

  @Override
  public void close() {
    avformat.av_write_trailer(context);
    avformat.avio_closep(context.pb());
    avformat.avformat_free_context(context);
  }

  /** Pictures of a painted drive, 256 by 144, ten a second. */
  static Path video(Path file, int pictures, Stamps stamps) throws Exception {
    DeviceSpec spec = DeviceSpec.parse("generated:?width=256&height=144&speed=max");
    SettableClock clock = new SettableClock(Duration.ZERO);
    try (Camera camera = Driver.open(Camera.class, spec, clock)) {
      VideoPacket packet = camera.read();
      assertThat(packet).isNotNull();
      int kind = avutil.AVMEDIA_TYPE_VIDEO;
      try (MediaFile media = new MediaFile(file, kind, avcodec.AV_CODEC_ID_H264, packet.format())) {
        for (int i = 0; i < pictures; i++) {
          media.write(packet.data(), stamps.of(i), packet.key());
          packet = camera.read();
          assertThat(packet).isNotNull();
        }
      }
    }
    return file;
  }

  /** A file with one packet of zeros in a codec that is not played. */
  static Path other(Path file, int kind, int codec) throws IOException {
    try (MediaFile media = new MediaFile(file, kind, codec, null)) {
      media.write(ByteBuffer.allocate(800), STEADY.of(0), true);
    }
    return file;
  }
}
