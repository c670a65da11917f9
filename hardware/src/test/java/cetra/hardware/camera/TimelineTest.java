package cetra.hardware.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long MILLI = 1_000_000L;
  private static final long PICTURE = 40 * MILLI;
  private static final long START = 1_000 * MILLI;

  private final Timeline timeline = new Timeline(START, PICTURE);

  private long decode(long rawMillis) {
    timeline.next(rawMillis * MILLI, rawMillis * MILLI, PICTURE);
    return timeline.decode() / MILLI;
  }

  @Test
  void mediaTimeZeroIsTheStart() {
    assertThat(decode(7_000)).isEqualTo(1_000);
    assertThat(decode(7_040)).isEqualTo(1_040);
  }

  @Test
  void negativeDecodeTimesStartThereToo() {
    timeline.next(0, -80 * MILLI, PICTURE);
    assertThat(timeline.decode()).isEqualTo(START);
    assertThat(timeline.presentation()).isEqualTo(START + 80 * MILLI);
  }

  @Test
  void missingStampsAreFilledInFromTheDuration() {
    timeline.next(Timeline.NONE, Timeline.NONE, 0);
    assertThat(timeline.decode()).isEqualTo(START);
    assertThat(timeline.duration()).isEqualTo(PICTURE);
    timeline.next(Timeline.NONE, Timeline.NONE, 0);
    assertThat(timeline.decode()).isEqualTo(START + PICTURE);
    assertThat(timeline.presentation()).isEqualTo(timeline.decode());
    timeline.next(80 * MILLI, 80 * MILLI, 0);
    assertThat(timeline.decode()).isEqualTo(START + 2 * PICTURE);
  }

  @Test
  void aRepeatedStampIsPulledUpAndTheNextOneIsRightAgain() {
    decode(0);
    decode(40);
    assertThat(decode(40)).isEqualTo(1_041);
    assertThat(decode(80)).isEqualTo(1_080);
  }

  @Test
  void aJumpBackGoesOnWhereItWas() {
    decode(90_000);
    decode(90_040);
    assertThat(decode(0)).isEqualTo(1_080);
    assertThat(decode(40)).isEqualTo(1_120);
  }

  @Test
  void aJumpFarAheadIsClosedButAPauseStays() {
    decode(0);
    assertThat(decode(9_000)).isEqualTo(10_000);
    assertThat(decode(95_000_000)).isEqualTo(10_040);
  }

  @Test
  void aCutFollowsTheLastPicture() {
    decode(0);
    decode(40);
    timeline.cut();
    assertThat(decode(0)).isEqualTo(1_080);
  }

  @Test
  void decodeTimesRiseWhateverTheFileSays() {
    Random random = new Random(3);
    long last = Long.MIN_VALUE;
    for (int i = 0; i < 100_000; i++) {
      timeline.next(stamp(random), stamp(random), random.nextLong(-PICTURE, PICTURE));
      assertThat(timeline.decode()).isGreaterThan(last);
      assertThat(timeline.presentation()).isGreaterThanOrEqualTo(timeline.decode());
      assertThat(timeline.duration()).isPositive();
      last = timeline.decode();
    }
  }

  private static long stamp(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Timeline.NONE;
      case 1 -> random.nextLong(1_000_000 * MILLI);
      default -> random.nextLong(1_000 * MILLI);
    };
  }
}
