package cetra.tools.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How fast a lost index is rebuilt.
 *
 * @param segments in the ring
 * @param seconds of a rebuild, median
 * @param peakMiB resident, of the process that did it, median
 * @param runs how many rebuilds
 * @param cold whether the machine had forgotten files and folder alike; else the files alone
 */
record IndexResult(int segments, double seconds, double peakMiB, int runs, boolean cold) {
  private static final double MOST_SECONDS_A_THOUSAND = 2;

  @JsonProperty
  double secondsAThousand() {
    return seconds * 1000 / segments;
  }

  boolean good() {
    return secondsAThousand() < MOST_SECONDS_A_THOUSAND;
  }

  List<String> table() {
    return List.of(
        "%d segments: %.2f s, %.3f s a thousand (below %.0f wanted), peak resident %.0f MiB"
            .formatted(segments, seconds, secondsAThousand(), MOST_SECONDS_A_THOUSAND, peakMiB),
        "medians of %d rebuilds from nothing, with the agent's heap of 48 MiB".formatted(runs),
        cold
            ? "the machine's caches were dropped before each"
            : "the files were forgotten before each, the folder was not: that needs root",
        "segments of 20 fragments without pictures: a card that seeks between real ones is slower");
  }
}
