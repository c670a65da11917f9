package cetra.agent.record;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.agent.StoppedBoard;
import cetra.wire.evidence.TrackPoint;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrackFeedTest {
  private final ClockDiscipline clock = new ClockDiscipline(new StoppedBoard(), utc -> {});

  private static List<Long> seconds(List<TrackPoint> taken) {
    return taken.stream().map(point -> point.nanos() / 1_000_000_000L).toList();
  }

  /** A camera was gone for half a minute: where the car was then belongs to no clip. */
  @Test
  void aFragmentTakesFixesOfItsTimeAndOfTheReceiversLatencyOnly() throws Exception {
    try (TrackFeed feed = Footage.feed(Footage.fixes(40), clock)) {
      assertThat(seconds(feed.take(0, 500_000_000L))).containsExactly(0L);
      assertThat(seconds(feed.take(30_000_000_000L, 30_500_000_000L)))
          .containsExactly(28L, 29L, 30L);
      assertThat(seconds(feed.take(30_500_000_000L, 32_000_000_000L))).containsExactly(31L);
      assertThat(seconds(feed.take(0, 10_000_000_000L))).isEmpty();
    }
  }
}
