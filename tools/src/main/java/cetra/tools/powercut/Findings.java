package cetra.tools.powercut;

import java.util.ArrayList;
import java.util.List;

/**
 * What one look at a ring after a cut has found.
 *
 * @param acknowledged fragments that had to be there
 * @param lostFragments of them, not there or not what was recorded
 * @param unreadable segment files that are not whole
 * @param brokenLinks heads that do not point to the head before them
 * @param lostRows acknowledged rows of the index that are not there
 * @param notIndexed whole segments that the index does not know after its start
 * @param missed rounds whose recorder was not killed where it should have been
 * @param complaints each of these in words
 */
record Findings(
    int acknowledged,
    int lostFragments,
    int unreadable,
    int brokenLinks,
    int lostRows,
    int notIndexed,
    int missed,
    List<String> complaints) {
  static final Findings NOTHING = new Findings(0, 0, 0, 0, 0, 0, 0, List.of());

  static Findings missed(String complaint) {
    return new Findings(0, 0, 0, 0, 0, 0, 1, List.of(complaint));
  }

  boolean good() {
    return lostFragments + unreadable + brokenLinks + lostRows + notIndexed + missed == 0;
  }

  Findings plus(Findings other) {
    List<String> all = new ArrayList<>(complaints);
    all.addAll(other.complaints);
    return new Findings(
        acknowledged + other.acknowledged,
        lostFragments + other.lostFragments,
        unreadable + other.unreadable,
        brokenLinks + other.brokenLinks,
        lostRows + other.lostRows,
        notIndexed + other.notIndexed,
        missed + other.missed,
        List.copyOf(all));
  }
}
