package cetra.relay.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The cases of RFC 9110 section 14.1.2, of a whole of 10 octets. */
final class ByteRangeTest {
  @Test
  void aRangeIsCutToWhatThereIs() {
    assertThat(ByteRange.of("bytes=2-4", 10)).isEqualTo(new ByteRange.Part(2, 4));
    assertThat(ByteRange.of("bytes=2-", 10)).isEqualTo(new ByteRange.Part(2, 9));
    assertThat(ByteRange.of("bytes=8-99", 10)).isEqualTo(new ByteRange.Part(8, 9));
    assertThat(ByteRange.of("bytes=-3", 10)).isEqualTo(new ByteRange.Part(7, 9));
    assertThat(ByteRange.of("bytes=-99", 10)).isEqualTo(new ByteRange.Part(0, 9));
  }

  @Test
  void whatIsNotThereCannotBeHad() {
    assertThat(ByteRange.of("bytes=10-", 10)).isEqualTo(new ByteRange.Unsatisfiable());
    assertThat(ByteRange.of("bytes=-0", 10)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @Test
  void whatIsNoSingleRangeGetsAll() {
    for (String header :
        new String[] {"", "bytes=", "bytes=-", "bytes=4-2", "lines=1-2", "bytes=0-1,3-4"}) {
      assertThat(ByteRange.of(header, 10)).as(header).isEqualTo(new ByteRange.All());
    }
    assertThat(ByteRange.of(null, 10)).isEqualTo(new ByteRange.All());
  }
}
