package cetra.hardware.camera;

import cetra.hardware.AudioFormat;
import cetra.hardware.AudioPacket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** The sound of a file, kept until the next picture. Used by one thread. */
final class SoundTrack implements AutoCloseable {
  /** A second of the shortest packets; a file whose pictures end goes on with sound alone. */
  private static final int MOST_WAITING = 400;

  /** 1024 samples at 48 kHz. */
  private static final long USUAL_NANOS = 21_333_333;

  private final AVStream stream;
  private final AudioFormat format;
  private final List<AVPacket> heard = new ArrayList<>();

  private SoundTrack(AVStream stream, AudioFormat format) {
    this.stream = stream;
    this.format = format;
  }

  /**
   * The best sound of a file.
   *
   * @throws IOException when it has none that can be recorded; names the file
   */
  static SoundTrack of(Path file, AVFormatContext context) throws IOException {
    int kind = avutil.AVMEDIA_TYPE_AUDIO;
    int index = avformat.av_find_best_stream(context, kind, -1, -1, (AVCodec) null, 0);
    if (index < 0) {
      throw new IOException(file + " has no sound; leave audio=true out");
    }
    AVStream stream = context.streams(index);
    return new SoundTrack(stream, format(file, stream.codecpar()));
  }

  AudioFormat format() {
    return format;
  }

  AVStream stream() {
    return stream;
  }

  boolean owns(AVPacket packet) {
    return packet.stream_index() == stream.index();
  }

  /** Keeps a packet, whose octets stay where they are. */
  void keep(AVPacket packet) {
    if (heard.size() < MOST_WAITING && packet.size() > 0) {
      heard.add(avcodec.av_packet_clone(packet));
    }
  }

  /** What was kept since {@link #forget}, its times led by those of the pictures. */
  List<AudioPacket> heard(Timeline pictures) {
    List<AudioPacket> packets = new ArrayList<>();
    for (AVPacket packet : heard) {
      long raw = Ffmpeg.nanos(packet.pts(), stream);
      if (raw != Timeline.NONE) {
        long duration = Ffmpeg.nanos(packet.duration(), stream);
        packets.add(
            new AudioPacket(
                Ffmpeg.bytes(packet), pictures.led(raw), duration > 0 ? duration : USUAL_NANOS));
      }
    }
    return packets;
  }

  void forget() {
    heard.forEach(avcodec::av_packet_free);
    heard.clear();
  }

  @Override
  public void close() {
    forget();
  }

  private static AudioFormat format(Path file, AVCodecParameters parameters) throws IOException {
    AudioFormat.Codec codec = codec(file, parameters.codec_id());
    if (parameters.extradata_size() < 1) {
      throw new IOException(file + " does not tell how its sound is coded; an MP4 or MKV does");
    }
    byte[] configuration = new byte[parameters.extradata_size()];
    parameters.extradata().get(configuration);
    return new AudioFormat(
        codec,
        parameters.sample_rate(),
        parameters.ch_layout().nb_channels(),
        parameters.frame_size(),
        HexFormat.of().formatHex(configuration));
  }

  private static AudioFormat.Codec codec(Path file, int id) throws IOException {
    if (id == avcodec.AV_CODEC_ID_AAC) {
      return AudioFormat.Codec.AAC;
    }
    if (id == avcodec.AV_CODEC_ID_OPUS) {
      return AudioFormat.Codec.OPUS;
    }
    String name = avcodec.avcodec_get_name(id).getString();
    throw new IOException(file + " holds " + name + " sound; only aac and opus can be recorded");
  }
}
