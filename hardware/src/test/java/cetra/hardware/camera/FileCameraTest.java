package cetra.hardware.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.SettableClock;
import cetra.hardware.VideoFormat;
import cetra.hardware.VideoPacket;
import cetra.hardware.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCameraTest {
  private static final long TENTH = 100_000_000L;

  @TempDir private Path folder;

  private final SettableClock clock = new SettableClock(Duration.ZERO);

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mkv", "ts"})
  void playsEachContainer(String kind) throws Exception {
    Path file = MediaFile.video(folder.resolve("a." + kind), 25, MediaFile.STEADY);
    List<VideoPacket> packets = play(file + "?loop=false&speed=max", 100);
    assertThat(packets).hasSize(25);
    assertThat(packets).extracting(VideoPacket::decodeNanos).startsWith(0L, TENTH, 2 * TENTH);
    assertThat(packets).allMatch(packet -> packet.presentationNanos() == packet.decodeNanos());
    assertThat(packets).allMatch(packet -> packet.durationNanos() == TENTH);
    assertThat(packets.stream().filter(VideoPacket::key).map(VideoPacket::decodeNanos))
        .containsExactly(0L, 10 * TENTH, 20 * TENTH);
    VideoFormat format = packets.getFirst().format();
    assertThat(format.codec()).isEqualTo(VideoFormat.Codec.H264);
    assertThat(format.width()).isEqualTo(256);
    assertThat(format.height()).isEqualTo(144);
    // An avcC record starts with its version, parameter sets in Annex B with a start code.
    assertThat(format.configuration()).startsWith(kind.equals("ts") ? "000001" : "01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mkv", "ts"})
  void loopsWithoutAGapOrAStepBack(String kind) throws Exception {
    Path file = MediaFile.video(folder.resolve("a." + kind), 15, MediaFile.STEADY);
    List<VideoPacket> packets = play(file + "?speed=max", 50);
    for (int i = 0; i < 50; i++) {
      assertThat(packets.get(i).decodeNanos()).isEqualTo(i * TENTH);
      assertThat(packets.get(i).key()).isEqualTo(i % 15 == 0 || i % 15 == 10);
    }
    assertThat(packets).extracting(VideoPacket::format).containsOnly(packets.getFirst().format());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "ts"})
  void reorderedPicturesKeepTheirOrderOverTheSeam(String kind) throws Exception {
    Path file = MediaFile.video(folder.resolve("b." + kind), 16, MediaFile.REORDERED);
    List<VideoPacket> packets = play(file + "?speed=max", 48);
    Set<Long> shown = new HashSet<>();
    for (int i = 0; i < 48; i++) {
      VideoPacket packet = packets.get(i);
      long late = i % 16 == 0 ? 1 : i % 16 % 3 == 1 ? 3 : 0;
      assertThat(packet.decodeNanos()).isEqualTo(i * TENTH);
      assertThat(packet.presentationNanos()).isEqualTo((i + late) * TENTH);
      assertThat(packet.presentationNanos()).isGreaterThanOrEqualTo(packet.decodeNanos());
      shown.add(packet.presentationNanos());
    }
    assertThat(shown).as("no two pictures at once").hasSizeGreaterThanOrEqualTo(46);
  }

  @Test
  void aHoleInTheRecordingStays() throws Exception {
    MediaFile.Stamps hole =
        number -> {
          long at = number * 1000L + (number < 5 ? 0 : 20_000);
          return new long[] {at, at};
        };
    Path file = MediaFile.video(folder.resolve("hole.mp4"), 10, hole);
    List<VideoPacket> packets = play(file + "?loop=false&speed=max", 10);
    assertThat(packets.get(5).decodeNanos()).isEqualTo(25 * TENTH);
  }

  @Test
  void playsHistoryAtOnceAndThenInRealTime() throws Exception {
    Path file = MediaFile.video(folder.resolve("a.mp4"), 10, MediaFile.STEADY);
    clock.advance(Duration.ofSeconds(4));
    try (Camera camera = open(file.toString())) {
      for (int i = 0; i <= 40; i++) {
        assertThat(next(camera).decodeNanos()).isEqualTo(i * TENTH);
      }
      Waiting<VideoPacket> live = Waiting.on(() -> next(camera));
      clock.advance(Duration.ofMillis(99));
      live.untilParked();
      assertThat(live.isDone()).isFalse();
      clock.advance(Duration.ofMillis(1));
      assertThat(live.result().decodeNanos()).isEqualTo(41 * TENTH);
    }
  }

  @Test
  void startsWhereItIsTold() throws Exception {
    Path file = MediaFile.video(folder.resolve("a.mp4"), 3, MediaFile.STEADY);
    assertThat(play(file + "?from=60.5&speed=max", 1).getFirst().decodeNanos())
        .isEqualTo(60_500_000_000L);
  }

  @Test
  void handsOutTheBytesOfTheFile() throws Exception {
    Path file = MediaFile.video(folder.resolve("a.ts"), 3, MediaFile.STEADY);
    try (Camera camera = open(file + "?speed=max")) {
      ByteBuffer data = next(camera).data();
      assertThat(data.isDirect()).isTrue();
      assertThat(data.remaining()).isGreaterThan(100);
      assertThat(data.getInt(0)).as("Annex B start code").isEqualTo(1);
    }
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertThatIOException()
        .isThrownBy(() -> open(folder.resolve("none.mp4").toString()))
        .withMessageContaining("none.mp4")
        .withMessageContaining("no such video file");
  }

  @Test
  void namesTheFileThatIsNoVideo() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video\n".repeat(1000));
    assertThatIOException()
        .isThrownBy(() -> open(text.toString()))
        .withMessageContaining("text.mp4 as MP4, MKV or TS");
  }

  @Test
  void refusesAPlaylistThatPointsElsewhere() throws Exception {
    Path video = MediaFile.video(folder.resolve("a.ts"), 3, MediaFile.STEADY);
    String list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + video + "\n#EXT-X-ENDLIST\n";
    Path playlist = Files.writeString(folder.resolve("list.m3u8"), list);
    assertThatIOException()
        .isThrownBy(() -> open(playlist.toString()))
        .withMessageContaining("list.m3u8");
  }

  @Test
  void namesTheCodecThatCannotBeRecorded() throws IOException {
    Path file = folder.resolve("jpeg.mkv");
    MediaFile.other(file, avutil.AVMEDIA_TYPE_VIDEO, avcodec.AV_CODEC_ID_MJPEG);
    assertThatIOException()
        .isThrownBy(() -> open(file.toString()))
        .withMessageContaining("jpeg.mkv holds mjpeg video");
  }

  @Test
  void namesTheFileWithoutVideo() throws IOException {
    Path file = folder.resolve("sound.mkv");
    MediaFile.other(file, avutil.AVMEDIA_TYPE_AUDIO, avcodec.AV_CODEC_ID_PCM_S16LE);
    assertThatIOException()
        .isThrownBy(() -> open(file.toString()))
        .withMessageContaining("sound.mkv has no video stream");
  }

  @Test
  void aFileCutShortIsRefusedByName() throws Exception {
    Path whole = MediaFile.video(folder.resolve("a.mp4"), 20, MediaFile.STEADY);
    byte[] bytes = Files.readAllBytes(whole);
    Path half = folder.resolve("half.mp4");
    Files.write(half, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatIOException()
        .isThrownBy(() -> open(half.toString()))
        .withMessageContaining("half.mp4");
  }

  @Test
  void aFileThatWasRemovedEndsTheLoopWithAnError() throws Exception {
    Path file = MediaFile.video(folder.resolve("a.mp4"), 3, MediaFile.STEADY);
    try (Camera camera = open(file + "?speed=max")) {
      for (int i = 0; i < 3; i++) {
        next(camera);
      }
      Files.delete(file);
      assertThatIOException().isThrownBy(camera::read).withMessageContaining("a.mp4");
    }
  }

  private List<VideoPacket> play(String rest, int most) throws Exception {
    List<VideoPacket> packets = new ArrayList<>();
    try (Camera camera = open(rest)) {
      VideoPacket packet = camera.read();
      while (packet != null) {
        packets.add(packet);
        packet = packets.size() < most ? camera.read() : null;
      }
    }
    return packets;
  }

  private static VideoPacket next(Camera camera) throws IOException, InterruptedException {
    VideoPacket packet = camera.read();
    assertThat(packet).isNotNull();
    return packet;
  }

  private Camera open(String rest) throws IOException {
    return Driver.open(Camera.class, DeviceSpec.parse("file:" + rest), clock);
  }
}
