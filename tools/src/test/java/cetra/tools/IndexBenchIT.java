package cetra.tools;

import static org.assertj.core.api.Assertions.assertThat;

import cetra.tools.demo.Child;
import cetra.wire.message.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ring is made and its index rebuilt; in a process of its own, as everybody calls it. */
final class IndexBenchIT {
  @TempDir Path folder;

  /** It fails by itself when a segment or its track is not found in the index. */
  @Test
  void allSegmentsAreFoundAgainAndNothingStaysBehind() throws Exception {
    Child.Ended ended = index("--segments", "1100", "--runs", "2", "--json");
    assertThat(ended.exit()).as(ended.said()).isBetween(0, 1);
    JsonNode result = Json.mapper().readTree(ended.lastLine());
    assertThat(result.at("/segments").asInt()).isEqualTo(1100);
    assertThat(result.at("/runs").asInt()).isEqualTo(2);
    assertThat(result.at("/secondsAThousand").asDouble()).isPositive();
    assertThat(result.at("/peakMiB").asDouble()).isBetween(30.0, 300.0);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatItCannotMeasureIsRefused() throws Exception {
    assertThat(index("--segments", "9").said()).contains("--segments 9 is not 10 to 100000");
    assertThat(index("--runs", "0").said()).contains("--runs 0 is not 1 to 100");
    assertThat(index("--most-seconds", "0").exit()).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  private Child.Ended index(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("bench", "index", "--folder", folder.toString()));
    words.addAll(List.of(options));
    return Child.run(Child.command(words), Map.of());
  }
}
