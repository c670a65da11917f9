package cetra.wire.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TrackBoxTest {
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123Z");
  private static final TrackPoint FIX =
      new TrackPoint(1_500_000_000L, NOON, 35.33, -139.12, 13.89, 359.99, 2.5);
  private static final TrackPoint UNKNOWN =
      new TrackPoint(2_500_000_000L, NOON, -35.33, 139.12, Double.NaN, Double.NaN, Double.NaN);

  /** These octets lie in every ring and package; they are never to change. */
  private static final String POINTS =
      "0000000059682f00"
          + "0000019de368f67b"
          + "150eee20"
          + "ad13f900"
          + "056d"
          + "8c9f"
          + "0019"
          + "0000"
          + "000000009502f900"
          + "0000019de368f67b"
          + "eaf111e0"
          + "52ec0700"
          + "ffff"
          + "ffff"
          + "ffff"
          + "0000";

  private static final String BOX =
      "00000073"
          + "656d7367"
          + "01000000"
          + "00015f90"
          + "0000000000020f58"
          + "0000afc8"
          + "00000007"
          + HexFormat.of()
              .formatHex(
                  "urn:cetra:track:1\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
          + POINTS;

  @Test
  void pointsAreTheseOctets() {
    assertThat(HexFormat.of().formatHex(TrackPoint.bytes(List.of(FIX, UNKNOWN)))).isEqualTo(POINTS);
    assertThat(TrackPoint.list(ByteBuffer.wrap(HexFormat.of().parseHex(POINTS))))
        .containsExactly(FIX, UNKNOWN);
  }

  @Test
  void theBoxIsTheseOctets() {
    ByteBuffer box = TrackBox.write(90_000, 135_000, 45_000, 7, List.of(FIX, UNKNOWN));
    assertThat(HexFormat.of().formatHex(SyntheticClip.octets(box))).isEqualTo(BOX);
    assertThat(TrackBox.read(box)).containsExactly(FIX, UNKNOWN);
  }

  @Test
  void anyPointIsReadAsItWasInMemory() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      TrackPoint point =
          new TrackPoint(
              random.nextLong(),
              Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)),
              random.nextDouble(-90, 90),
              random.nextDouble(-180, 180),
              random.nextDouble(-1, 800),
              random.nextDouble(0, 360),
              random.nextDouble(0, 10_000));
      assertThat(TrackPoint.read(ByteBuffer.wrap(TrackPoint.bytes(List.of(point)))))
          .isEqualTo(point);
    }
  }

  @Test
  void whatIsTooLargeForItsFieldIsTheLargest() {
    TrackPoint fast = new TrackPoint(0, NOON, 90, 180, 1e9, 360, 1e9);
    assertThat(fast.speed()).isEqualTo(655.34);
    assertThat(fast.accuracy()).isEqualTo(6553.4);
    assertThat(fast.course()).isEqualTo(360);
    assertThat(fast.longitude()).isEqualTo(180);
    assertThat(new TrackPoint(0, NOON, -90, -180, -1, 0, 0).speed()).isZero();
  }

  @Test
  void messagesOfOthersAndTornOnesHoldNoFix() {
    byte[] box = HexFormat.of().parseHex(BOX);
    byte[] foreign = box.clone();
    foreign[40] ^= 1;
    assertThat(TrackBox.read(ByteBuffer.wrap(foreign))).isEmpty();
    for (int length = 0; length < box.length - 32; length++) {
      assertThat(TrackBox.read(ByteBuffer.wrap(box, 0, length).slice()))
          .hasSize(length < box.length - 64 + 32 ? 0 : 1);
    }
    assertThat(TrackBox.read(ByteBuffer.wrap(box, 0, box.length - 1))).containsExactly(FIX);
  }
}
