package cetra.relay.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MovieTimesTest {
  private static final int PICTURES = 90_000;
  private static final int SOUND = 48_000;

  private static byte[] box(String name, byte[]... content) {
    int size = 8 + Arrays.stream(content).mapToInt(part -> part.length).sum();
    ByteBuffer box = ByteBuffer.allocate(size).putInt(size);
    box.put(name.getBytes(StandardCharsets.US_ASCII));
    Arrays.stream(content).forEach(box::put);
    return box.array();
  }

  private static byte[] numbers(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
    Arrays.stream(numbers).forEach(bytes::putInt);
    return bytes.array();
  }

  private static byte[] track(int id, int timescale) {
    return box(
        "trak",
        box("tkhd", numbers(0, 0, 0, id)),
        box("mdia", box("mdhd", numbers(0, 0, 0, timescale))));
  }

  private static byte[] fragment(int track, long time) {
    return box(
        "traf",
        box("tfhd", numbers(0, track)),
        box("tfdt", numbers(1 << 24, (int) (time >>> 32), (int) time)));
  }

  /** The times of both tracks of a fragment that was moved. */
  private static long[] moved(MovieTimes times, long picture, long sound) throws Exception {
    ByteBuffer moof = ByteBuffer.wrap(box("moof", fragment(1, picture), fragment(2, sound)));
    times.movieFragment(moof);
    int traf = fragment(1, 0).length;
    return new long[] {moof.getLong(8 + traf - 8), moof.getLong(8 + 2 * traf - 8)};
  }

  @Test
  void soundStaysWithItsPictures() throws Exception {
    byte[] moov = box("moov", track(1, PICTURES), track(2, SOUND));
    ByteBuffer init = ByteBuffer.wrap(moov);
    assertThat(TrackTimescales.of(init)).isEqualTo(Map.of(1, PICTURES, 2, SOUND));
    long hundredYears = 100L * 366 * 86_400;
    for (long second : new long[] {0, 1000, hundredYears}) {
      MovieTimes times =
          new MovieTimes(second * PICTURES, PICTURES, TrackTimescales.of(ByteBuffer.wrap(moov)));
      assertThat(moved(times, second * PICTURES, second * SOUND + 4_800))
          .as("sound that begins a tenth of a second later")
          .containsExactly(0, 4_800);
      assertThat(moved(times, (second + 5) * PICTURES, (second + 5) * SOUND))
          .containsExactly(5 * PICTURES, 5 * SOUND);
    }
  }

  @Test
  void anInitSegmentThatIsCutShortTellsNothing() {
    byte[] whole = box("moov", track(1, PICTURES));
    for (int length = 0; length < whole.length; length++) {
      assertThat(TrackTimescales.of(ByteBuffer.wrap(Arrays.copyOf(whole, length))).values())
          .doesNotContain(PICTURES);
    }
  }
}
