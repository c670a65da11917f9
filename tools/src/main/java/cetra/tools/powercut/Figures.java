package cetra.tools.powercut;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What many rounds of one kind came to.
 *
 * @param rounds how many
 * @param measured rounds whose recorder had caught up with its camera, so that it can be said how
 *     much video was lost
 * @param acknowledged fragments that had to be there, over all rounds
 * @param lostMedianSeconds of video that the camera had shown and the ring has not
 * @param lostMostSeconds of it in the worst round
 * @param lostFragments acknowledged ones
 * @param unreadable segment files
 * @param brokenLinks heads that do not point to the head before
 * @param lostRows acknowledged rows of the index
 * @param notIndexed whole segments that the index did not know after its start
 * @param missed rounds whose recorder was not killed where it should have been
 */
record Figures(
    int rounds,
    int measured,
    int acknowledged,
    double lostMedianSeconds,
    double lostMostSeconds,
    int lostFragments,
    int unreadable,
    int brokenLinks,
    int lostRows,
    int notIndexed,
    int missed) {
  /** Collects rounds. Used by one thread. */
  static final class Tally {
    private final List<Long> lost = new ArrayList<>();
    private Findings findings = Findings.NOTHING;
    private int rounds;

    void add(Drive.Round round) {
      if (round.live()) {
        lost.add(round.lostNanos());
      }
      add(round.findings());
    }

    void add(Findings found) {
      findings = findings.plus(found);
      rounds++;
    }

    Figures figures() {
      Collections.sort(lost);
      return new Figures(
          rounds,
          lost.size(),
          findings.acknowledged(),
          lost.isEmpty() ? 0 : seconds(lost.get(lost.size() / 2)),
          lost.isEmpty() ? 0 : seconds(lost.getLast()),
          findings.lostFragments(),
          findings.unreadable(),
          findings.brokenLinks(),
          findings.lostRows(),
          findings.notIndexed(),
          findings.missed());
    }

    private static double seconds(long nanos) {
      return Math.round(nanos / 1e6) / 1e3;
    }
  }

  /** Whether nothing is wrong, and never more video was lost. */
  boolean good(double mostSeconds) {
    return lostFragments + unreadable + brokenLinks + lostRows + notIndexed + missed == 0
        && lostMostSeconds <= mostSeconds;
  }

  /** Whether anything that was acknowledged is gone. */
  boolean lost() {
    return lostFragments + lostRows > 0;
  }

  /** One line for people. */
  String words() {
    String video =
        measured == 0
            ? "video lost: not measured"
            : "video lost: median %.2f s, at most %.2f s"
                .formatted(lostMedianSeconds, lostMostSeconds);
    Map<String, Integer> wrong = new LinkedHashMap<>();
    wrong.put("acknowledged fragments lost", lostFragments);
    wrong.put("unreadable segments", unreadable);
    wrong.put("broken links", brokenLinks);
    wrong.put("acknowledged rows lost", lostRows);
    wrong.put("segments not indexed", notIndexed);
    wrong.put("rounds missed", missed);
    String said =
        wrong.entrySet().stream()
            .filter(count -> count.getValue() > 0)
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    return rounds
        + " rounds; "
        + video
        + "; "
        + (said.isEmpty() ? "all that was acknowledged is there" : said);
  }
}
