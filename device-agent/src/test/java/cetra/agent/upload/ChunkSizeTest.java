package cetra.agent.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ChunkSizeTest {
  private final ChunkSize chunks = new ChunkSize();

  private void road(int octetsASecond, int requests) {
    for (int i = 0; i < requests; i++) {
      int length = chunks.next();
      chunks.took(length, Duration.ofNanos(length * 1_000_000_000L / octetsASecond));
    }
  }

  @Test
  void aChunkIsAboutEightSecondsOfTheRoad() {
    road(200_000, 12);
    assertThat(chunks.next()).isBetween(1_590_000, 1_610_000);
    road(100_000, 12);
    assertThat(chunks.next()).isBetween(795_000, 805_000);
  }

  @Test
  void itStaysWithinItsLimitsOnAnyRoad() {
    assertThat(chunks.next()).isEqualTo(ChunkSize.LEAST);
    road(50_000_000, 5);
    assertThat(chunks.next()).isGreaterThan(ChunkSize.MOST * 9 / 10).isLessThan(ChunkSize.MOST + 1);
    road(1000, 10);
    assertThat(chunks.next()).isEqualTo(ChunkSize.LEAST);
    chunks.took(1, Duration.ZERO);
    assertThat(chunks.next()).isBetween(ChunkSize.LEAST, ChunkSize.MOST);
  }
}
