package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_free;

import cetra.hardware.VideoPacket;
import cetra.wire.evidence.Fragment;
import cetra.wire.evidence.FragmentedMp4;
import cetra.wire.evidence.Manifest;
import cetra.wire.evidence.Timeline;
import cetra.wire.message.Extent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FragmentMuxerTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  /** When a picture is decoded and shown, in ticks, as a player sees it. */
  private record Shown(long decode, long presentation) {}

  /** Muxes fragments of five pictures. */
  private FragmentedMp4 mux(Path file, List<VideoPacket> packets) throws IOException {
    try (FileChannel to =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FragmentMuxer muxer = new FragmentMuxer(packets.getFirst().format())) {
      to.write(muxer.init());
      for (int i = 0; i < packets.size(); i++) {
        muxer.add(packets.get(i));
        if (i % 5 == 4) {
          try (BytePointer fragment = muxer.flush()) {
            to.write(fragment.asByteBuffer());
            av_free(fragment);
          }
        }
      }
      return FragmentedMp4.scan(to, 0, to.size());
    }
  }

  /** What libavformat finds in the file. */
  private static List<Shown> played(Path file) throws IOException {
    AVFormatContext input = new AVFormatContext(null);
    AVPacket packet = av_packet_alloc();
    try {
      if (avformat_open_input(input, file.toString(), null, null) < 0
          || avformat_find_stream_info(input, (AVDictionary) null) < 0) {
        throw new IOException("libavformat cannot read " + file);
      }
      List<Shown> shown = new ArrayList<>();
      while (av_read_frame(input, packet) >= 0) {
        shown.add(new Shown(packet.dts(), packet.pts()));
        av_packet_unref(packet);
      }
      return shown;
    } finally {
      av_packet_free(packet);
      avformat_close_input(input);
    }
  }

  @Test
  void fragmentsCarryTheMonotonicTimeOfTheirPackets() throws IOException {
    FragmentedMp4 layout =
        mux(folder.resolve("a.mp4"), Footage.later(Footage.packets(3), 86_400 * 30));
    assertThat(layout.timescale()).isEqualTo(90_000);
    assertThat(layout.fragments()).hasSize(6);
    for (int i = 0; i < 6; i++) {
      Fragment fragment = layout.fragments().get(i);
      assertThat(fragment.time()).isEqualTo(86_400L * 30 * 90_000 + i * 45_000L);
      assertThat(fragment.duration()).isEqualTo(45_000);
      assertThat(fragment.pictures()).isEqualTo(5);
      assertThat(fragment.key()).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void aSilentCameraLeavesAGapAndTheNextFragmentHasItsOwnTime() throws IOException {
    List<VideoPacket> packets = Footage.packets(4);
    List<VideoPacket> silent = new ArrayList<>(packets.subList(0, 20));
    silent.addAll(Footage.later(packets.subList(20, 40), 3));
    Path file = folder.resolve("gap.mp4");
    FragmentedMp4 layout = mux(file, silent);
    assertThat(layout.fragments())
        .extracting(Fragment::time)
        .containsExactly(0L, 45_000L, 90_000L, 135_000L, 450_000L, 495_000L, 540_000L, 585_000L);
    assertThat(layout.fragments()).extracting(Fragment::duration).containsOnly(45_000L);
    assertThat(Timeline.gaps(layout.fragments(), 90_000, Extent.FULL))
        .containsExactly(new Manifest.Gap(2 * SECOND, 5 * SECOND, "no video"));
    assertThat(played(file)).hasSize(40).element(20).isEqualTo(new Shown(450_000, 450_000));
  }

  /** Three of four pictures are shown later than decoded, as with B-frames. */
  @Test
  void picturesShownInAnotherOrderKeepBothTheirTimes() throws IOException {
    List<VideoPacket> reordered = new ArrayList<>();
    List<Shown> expected = new ArrayList<>();
    List<VideoPacket> packets = Footage.packets(2);
    for (int i = 0; i < packets.size(); i++) {
      VideoPacket packet = packets.get(i);
      long late = i % 3 == 1 ? 3 : i == 0 ? 1 : 0;
      reordered.add(
          new VideoPacket(
              packet.format(),
              packet.data(),
              packet.decodeNanos() + late * packet.durationNanos(),
              packet.decodeNanos(),
              packet.durationNanos(),
              packet.key()));
      expected.add(new Shown(i * 9000L, (i + late) * 9000L));
    }
    Path file = folder.resolve("b.mp4");
    assertThat(mux(file, reordered).fragments())
        .extracting(Fragment::time)
        .containsExactly(0L, 45_000L, 90_000L, 135_000L);
    assertThat(played(file)).isEqualTo(expected);
  }

  @Test
  void packetsThatGoBackInTimeStillFollowEachOther() throws IOException {
    List<VideoPacket> back = new ArrayList<>(Footage.packets(1));
    back.set(7, Footage.at(back.get(7), time -> time - SECOND / 2));
    List<Shown> shown = new ArrayList<>();
    Path file = folder.resolve("back.mp4");
    assertThat(mux(file, back).fragments()).hasSize(2);
    shown.addAll(played(file));
    assertThat(shown).hasSize(10);
    for (int i = 1; i < shown.size(); i++) {
      assertThat(shown.get(i).decode()).isGreaterThan(shown.get(i - 1).decode());
    }
  }

  @Test
  void ticksAreRoundedDownAndNeverOverflow() {
    assertThat(FragmentMuxer.ticks(0)).isZero();
    assertThat(FragmentMuxer.ticks(SECOND)).isEqualTo(90_000);
    assertThat(FragmentMuxer.ticks(11_111)).isZero();
    assertThat(FragmentMuxer.ticks(11_112)).isEqualTo(1);
    long century = 100L * 366 * 86_400;
    assertThat(FragmentMuxer.ticks(century * SECOND)).isEqualTo(century * 90_000);
  }
}
