package cetra.hardware.camera;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.hardware.Camera;
import cetra.hardware.DeviceSpec;
import cetra.hardware.Driver;
import cetra.hardware.SettableClock;
import cetra.hardware.VideoFormat;
import cetra.hardware.VideoPacket;
import cetra.hardware.Waiting;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GeneratedCameraTest {
  private final SettableClock clock = new SettableClock(Duration.ofSeconds(30));

  @Test
  void codesAnnexBWithAKeyPictureEverySecond() throws Exception {
    try (Camera camera = open("generated:?fps=15&speed=max")) {
      for (int i = 0; i < 60; i++) {
        VideoPacket packet = next(camera);
        assertThat(packet.key()).isEqualTo(i % 15 == 0);
        assertThat(packet.data().isDirect()).isTrue();
        assertThat(packet.data().getInt(0)).isEqualTo(1);
        assertThat(packet.format().configuration()).startsWith("0000000167");
        assertThat(packet.format().codec()).isEqualTo(VideoFormat.Codec.H264);
      }
    }
  }

  @Test
  void stampsHaveNoRoundingDrift() throws Exception {
    try (Camera camera = open("generated:?fps=30&width=256&height=144&speed=max")) {
      long end = 0;
      for (int i = 0; i < 300; i++) {
        VideoPacket packet = next(camera);
        assertThat(packet.decodeNanos()).isEqualTo(end);
        end = packet.decodeNanos() + packet.durationNanos();
      }
      assertThat(end).isEqualTo(10_000_000_000L);
    }
  }

  @Test
  void deliversNothingWhileItIsBlindAndThenAKeyPicture() throws Exception {
    try (Camera camera = open("generated:?fps=5&width=256&height=144&blind=4&speed=max")) {
      VideoPacket before = next(camera);
      for (int i = 1; i < 30 * 5; i++) {
        before = next(camera);
      }
      VideoPacket after = next(camera);
      assertThat(before.decodeNanos() + before.durationNanos()).isEqualTo(30_000_000_000L);
      assertThat(after.decodeNanos()).isEqualTo(34_000_000_000L);
      assertThat(after.key()).isTrue();
    }
  }

  @Test
  void keepsRoughlyToItsBitRate() throws Exception {
    long bits = 0;
    try (Camera camera = open("generated:?kbps=300&speed=max")) {
      for (int i = 0; i < 200; i++) {
        bits += next(camera).data().remaining() * 8L;
      }
    }
    assertThat(bits / 20 / 1000).isBetween(100L, 400L);
  }

  @Test
  void paintsHistoryAtOnceAndThenInRealTime() throws Exception {
    try (Camera camera = open("generated:?width=256&height=144&fps=5")) {
      for (int i = 0; i <= 150; i++) {
        assertThat(next(camera).presentationNanos()).isEqualTo(i * 200_000_000L);
      }
      Waiting<VideoPacket> live = Waiting.on(() -> next(camera));
      clock.advance(Duration.ofMillis(200));
      assertThat(live.result().presentationNanos()).isEqualTo(30_200_000_000L);
    }
  }

  @Test
  void sceneMovesWithTheVehicleAndTheCarsAlone() {
    Picture picture = new Picture(640, 360);
    RoadScene scene = new RoadScene(picture);
    scene.paint(10, 1);
    byte[] before = picture.plane(0).clone();
    scene.paint(10, 1);
    assertThat(picture.plane(0)).isEqualTo(before);
    scene.paint(11, 1);
    assertThat(picture.plane(0)).isNotEqualTo(before);
  }

  @Test
  void textIsPaintedInsideThePictureOnly() {
    Picture picture = new Picture(32, 16);
    Lettering letters = new Lettering(picture, Picture.Colour.of(0xFFFFFF), 1);
    letters.write("1?8", 0, 0);
    assertThat(litDots(picture, 0, 6)).isEqualTo(10);
    assertThat(litDots(picture, 6, 12)).isZero();
    assertThat(litDots(picture, 12, 18)).isEqualTo(17);
    letters.write("#########", -10, 12);
    letters.write("#########", 30, -3);
  }

  private static int litDots(Picture picture, int left, int right) {
    int lit = 0;
    for (int i = 0; i < picture.plane(0).length; i++) {
      lit += i % 32 >= left && i % 32 < right && picture.plane(0)[i] != 0 ? 1 : 0;
    }
    return lit;
  }

  private static VideoPacket next(Camera camera) throws IOException, InterruptedException {
    VideoPacket packet = camera.read();
    assertThat(packet).isNotNull();
    return packet;
  }

  private Camera open(String spec) throws IOException {
    return Driver.open(Camera.class, DeviceSpec.parse(spec), clock);
  }
}
