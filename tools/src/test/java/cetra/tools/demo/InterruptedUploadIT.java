package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends in the middle of an upload, the clip arrives once, and is the one recorded. */
final class InterruptedUploadIT extends AtASite {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void survivesARoadThatIsCutAgainAndAgain() throws Exception {
    site.road().cutEvery(100_000);
    String order = site.order();
    await().atMost(PATIENCE).until(() -> site.road().cuts() >= 5);
    site.road().smooth();
    arrivesOnce(order);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void survivesTheRelaysPowerCut() throws Exception {
    site.road().cutEvery(200_000);
    String order = site.order();
    await().atMost(PATIENCE).until(() -> site.road().cuts() >= 2);
    site.restartRelay();
    site.road().smooth();
    arrivesOnce(order);
  }

  @ParameterizedTest
  @ValueSource(strings = {"offered", "granted", "half-way"})
  @Execution(ExecutionMode.CONCURRENT)
  void survivesTheCarsPowerCut(String moment) throws Exception {
    if (moment.equals("half-way")) {
      site.road().cutEvery(200_000);
    }
    String order = site.order();
    if (moment.equals("half-way")) {
      await().atMost(PATIENCE).until(() -> site.road().cuts() >= 2);
    } else {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> site.count(order, moment) == 1);
    }
    site.restartCar();
    site.road().smooth();
    arrivesOnce(order);
  }

  private void arrivesOnce(String order) throws Exception {
    site.checkAgainstTheRing(site.delivered(order));
    assertThat(site.count(order, "quarantined")).isZero();
    assertThat(site.count(order, "received")).isEqualTo(1);
  }
}
