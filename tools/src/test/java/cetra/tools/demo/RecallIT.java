package cetra.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cetra.tools.order.RelayClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An order, or what was given for it, is taken back while its clip is on the road. */
final class RecallIT extends AtASite {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void nothingIsLeftOfAClipThatWasUnderWay() throws Exception {
    site.road().cutEvery(100_000);
    String order = site.order();
    await().atMost(PATIENCE).until(() -> site.road().cuts() >= 3);
    assertThat(site.clipFiles()).isNotEmpty();
    site.recall();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(site.clipFiles()).isEmpty());
    site.road().smooth();
    try (RelayClient client = site.client()) {
      assertThat(client.order(order).path("state").asText()).isEqualTo("recalled");
      assertThat(client.order(order).at("/clips/deleted").asInt()).isEqualTo(1);
      assertThat(client.order(order).at("/clips/delivered").asInt()).isZero();
      assertThat(client.logged(order))
          .matches("entry \\d+ of the \\d+ of log demorelay0000001/orders, proven");
    }
    nothingComes();
  }

  /** The road is good again. */
  private void nothingComes() {
    long up = site.road().octetsUp();
    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(site.road().octetsUp() - up).isLessThan(20_000));
    await().untilAsserted(() -> assertThat(site.clipFiles()).isEmpty());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theOwnerTakesBackWhatIsUnderWay() throws Exception {
    site.road().cutEvery(100_000);
    String order = site.order();
    await().atMost(PATIENCE).until(() -> site.road().cuts() >= 3);
    assertThat(owner("withdraw", order)).isEqualTo("1 clip(s) taken back");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(site.clipFiles()).isEmpty());
    site.road().smooth();
    await().atMost(PATIENCE).until(() -> site.count(order, "deleted") == 1);
    assertThat(site.count(order, "withdrawn")).isEqualTo(1);
    assertThat(site.count(order, "delivered")).isZero();
    assertThat(owner("ledger")).contains("withdrawn", order);
    nothingComes();
  }

  private String owner(String command, String... more) throws Exception {
    List<String> line = new ArrayList<>(List.of("owner", command, "--data", site.carData()));
    line.addAll(List.of(more));
    Child.Ended ended = Child.run(Child.command(line), Map.of());
    assertThat(ended.exit()).as(ended.said()).isZero();
    return ended.lastLine();
  }
}
