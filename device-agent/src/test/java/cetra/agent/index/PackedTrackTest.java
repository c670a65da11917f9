package cetra.agent.index;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.wire.evidence.TrackPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PackedTrackTest {
  private static void comesBack(List<TrackPoint> track) {
    assertThat(PackedTrack.unpack(PackedTrack.pack(track))).isEqualTo(track);
  }

  @Test
  void whatIsPackedComesBack() {
    Random random = new Random(5);
    comesBack(List.of());
    for (int round = 0; round < 200; round++) {
      List<TrackPoint> track = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        track.add(
            new TrackPoint(
                random.nextLong(),
                Instant.ofEpochMilli(random.nextLong(1L << 45)),
                random.nextDouble(-90, 90),
                random.nextDouble(-180, 180),
                random.nextDouble(655),
                i % 3 == 0 ? Double.NaN : random.nextDouble(360),
                i % 5 == 0 ? Double.NaN : random.nextDouble(6553),
                random.nextInt(0x10000)));
      }
      comesBack(track);
    }
  }

  @Test
  void theEdgesOfEveryFieldComeBack() {
    comesBack(
        List.of(
            new TrackPoint(Long.MIN_VALUE, Instant.EPOCH, -90, -180, 0, 0, 0, 0),
            new TrackPoint(
                Long.MAX_VALUE,
                Instant.ofEpochMilli(Long.MAX_VALUE),
                90,
                180,
                Double.NaN,
                360,
                Double.NaN,
                0xffff),
            new TrackPoint(0, Instant.EPOCH, 0, 0, 655.34, 0, 6553.4, 1)));
  }

  /** A week at ten fixes a second is 6 million of them. */
  @Test
  void aDriveTakesAThirdOfWhatTheRingTakes() {
    Random random = new Random(6);
    List<TrackPoint> drive = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      drive.add(
          new TrackPoint(
              i * 100_000_000L + random.nextInt(2_000_000),
              StoppedBoard.ZERO.plusMillis(i * 100L),
              35.33 + i * 1e-5 + random.nextGaussian() * 1e-6,
              139.12 + random.nextGaussian() * 1e-6,
              13 + random.nextGaussian() * 0.1,
              1 + random.nextGaussian(),
              1.5));
    }
    assertThat(PackedTrack.pack(drive)).hasSizeLessThan(drive.size() * TrackPoint.BYTES / 2);
  }

  /** The format is that of databases out there. */
  @Test
  void theFormatIsAsItWas() {
    List<TrackPoint> track =
        List.of(
            new TrackPoint(1_000, Instant.ofEpochMilli(5), 1e-6, -2e-6, 0.01, 0.02, 0.1, 0),
            new TrackPoint(2_000, Instant.ofEpochMilli(6), 2e-6, -4e-6, 0.01, 0.01, 0.1, 2),
            new TrackPoint(3_000, Instant.ofEpochMilli(7), 3e-6, -6e-6, 0.01, 0.01, 0.1, 0));
    assertThat(HexFormat.of().formatHex(PackedTrack.pack(track)))
        .isEqualTo("d00f0a14270204" + "0200" + "d00f0214270001" + "0004" + "0000000000000003");
  }
}
