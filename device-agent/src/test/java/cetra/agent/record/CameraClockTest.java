package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.hardware.VideoFormat;
import cetra.hardware.VideoPacket;
import cetra.wire.evidence.Interruption;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class CameraClockTest {
  private static final long MILLI = 1_000_000;
  private static final VideoFormat FORMAT =
      new VideoFormat(VideoFormat.Codec.H264, 16, 16, "0142c00b");

  private final StoppedBoard board = new StoppedBoard();
  private final CameraClock clock = new CameraClock(board);

  private static VideoPacket packet(long decodeMillis, long reorderedMillis, long durationMillis) {
    return new VideoPacket(
        FORMAT,
        ByteBuffer.allocateDirect(1),
        (decodeMillis + reorderedMillis) * MILLI,
        decodeMillis * MILLI,
        durationMillis * MILLI,
        true);
  }

  /** Stamps a packet of 100 ms that arrives at a second of the board's. */
  private CameraClock.Stamped at(double second, long decodeMillis) {
    board.at(second);
    return Objects.requireNonNull(clock.stamp(packet(decodeMillis, 0, 100)));
  }

  private static long millis(CameraClock.Stamped stamped) {
    return stamped.packet().decodeNanos() / MILLI;
  }

  @Test
  void goodTimesStayAsTheyAre() {
    for (int i = 0; i < 50; i++) {
      CameraClock.Stamped stamped = at(i / 10.0, i * 100L);
      assertThat(millis(stamped)).isEqualTo(i * 100L);
      assertThat(stamped.gap()).isNull();
    }
  }

  @Test
  void aSilentCameraLeavesAGapThatIsItsOwn() {
    at(0, 0);
    assertThat(at(1, 1000).gap()).isNull();
    CameraClock.Stamped late = at(9, 9000);
    assertThat(late.gap()).isEqualTo(Interruption.CAMERA);
    assertThat(millis(late)).isEqualTo(9000);
  }

  /** Timestamps that go back by hours: what is recorded goes on by the board's time. */
  @Test
  void aCameraWhoseClockFallsBackIsLedOnFromTheLastPicture() {
    at(100, 100_000);
    CameraClock.Stamped led = at(100.1, 98_000);
    assertThat(led.gap()).isEqualTo(Interruption.CLOCK);
    assertThat(millis(led)).isEqualTo(100_100);
    CameraClock.Stamped next = at(100.2, 98_100);
    assertThat(next.gap()).isNull();
    assertThat(millis(next)).isEqualTo(100_200);
  }

  @Test
  void aCameraThatWasOpenedAgainAndStaysBackIsLedOn() {
    at(100, 100_000);
    clock.opened();
    board.at(100.1);
    assertThat(clock.stamp(packet(0, 0, 100))).as("it may tell its beginning again").isNull();
    CameraClock.Stamped led = at(104, 3_900);
    assertThat(led.gap()).isEqualTo(Interruption.CLOCK);
    assertThat(millis(led)).isEqualTo(104_000);
  }

  @Test
  void aCameraWhoseClockLeapsAheadTakesNoTimeThatNeverWas() {
    at(1, 1000);
    CameraClock.Stamped led = at(1.1, 3_600_000);
    assertThat(led.gap()).isEqualTo(Interruption.CLOCK);
    assertThat(millis(led)).isEqualTo(1_100);
    assertThat(millis(at(1.2, 3_600_100))).isEqualTo(1_200);
  }

  @Test
  void aCameraThatWasOpenedAgainTellsItsBeginningOnce() {
    at(0, 0);
    at(0.1, 100);
    clock.opened();
    assertThat(clock.stamp(packet(0, 0, 100))).isNull();
    assertThat(clock.stamp(packet(100, 0, 100))).isNull();
    assertThat(at(0.2, 200).gap()).isNull();
  }

  @Test
  void brokenPresentationTimesAndDurationsAreMended() {
    VideoPacket early = Objects.requireNonNull(clock.stamp(packet(0, -5000, -1))).packet();
    assertThat(early.presentationNanos()).isZero();
    assertThat(early.durationNanos()).isEqualTo(33 * MILLI);
    VideoPacket far = Objects.requireNonNull(clock.stamp(packet(40, 3_600_000, 99_000))).packet();
    assertThat(far.presentationNanos()).isEqualTo(40 * MILLI);
    assertThat(far.durationNanos()).isEqualTo(33 * MILLI);
    VideoPacket reordered = Objects.requireNonNull(clock.stamp(packet(80, 120, 40))).packet();
    assertThat(reordered.presentationNanos()).isEqualTo(200 * MILLI);
  }

  @Test
  void whateverComesTimesRise() {
    java.util.Random random = new java.util.Random(3);
    long last = -1;
    for (int i = 0; i < 10_000; i++) {
      board.at(i / 10.0);
      long wild = random.nextInt(10) == 0 ? random.nextLong(-4_000_000, 4_000_000) : 0;
      CameraClock.Stamped stamped = clock.stamp(packet(i * 100L + wild, 0, 100));
      if (stamped != null) {
        assertThat(stamped.packet().decodeNanos()).isGreaterThan(last);
        assertThat(stamped.packet().decodeNanos()).isLessThan((i * 100L + 60_000) * MILLI);
        last = stamped.packet().decodeNanos();
      }
    }
  }
}
